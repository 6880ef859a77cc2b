using System.Text.RegularExpressions;

namespace IncidentTraining.Tests.Support;

/// <summary>A browser without a screen: keeps its cookies, and sends a page's antiforgery token along with a form.</summary>
public sealed partial class PortalClient(HttpClient http)
{
    public HttpClient Http { get; } = http;

    /// <summary>The antiforgery token that a page carries for its forms.</summary>
    public async Task<string> AntiforgeryTokenAsync(string page)
    {
        var html = await Http.GetStringAsync(page);
        return AntiforgeryField().Match(html) is { Success: true } match
            ? match.Groups[1].Value
            : throw new InvalidOperationException($"{page} has no form with an antiforgery token.");
    }

    /// <summary>Signs in as one of the demonstration's people, after opening the link with its key.</summary>
    public async Task<HttpResponseMessage> OneClickAsync(string userName)
    {
        await Http.GetAsync($"/demonstration/{PortalFactory.DemonstrationKey}");
        return await PostFormAsync("/sign-in", "/demonstration/sign-in", new() { ["userName"] = userName });
    }

    /// <summary>Opens a page and sends a form from it, as a browser would.</summary>
    /// <param name="page">The page that has the form.</param>
    /// <param name="action">Where the form goes.</param>
    /// <param name="fields">What is filled in; <c>_handler</c> names the form of a page with several.</param>
    public async Task<HttpResponseMessage> PostFormAsync(string page, string action, Dictionary<string, string> fields)
    {
        fields["__RequestVerificationToken"] = await AntiforgeryTokenAsync(page);
        return await Http.PostAsync(action, new FormUrlEncodedContent(fields));
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="([^"]+)""")]
    private static partial Regex AntiforgeryField();
}
