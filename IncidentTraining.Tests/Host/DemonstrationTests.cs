using System.Net;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host;

/// <summary>The one-click sign-in asks for no passphrase: it must not exist for anyone but the person at the machine.</summary>
public sealed class DemonstrationTests(SafetyTests.Portal portal) : IClassFixture<SafetyTests.Portal>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>A proxy on this machine that adds no header at all, as nginx does by default, still shows in these two.</summary>
    [Theory]
    [InlineData("1.0", null)]
    [InlineData("1.1", "https://training.example")]
    public async Task A_proxy_that_hides_itself_does_not_open_the_demonstration(string version, string? origin)
    {
        var http = portal.Factory.CreateClient(new() { AllowAutoRedirect = false });
        var token = await new PortalClient(http).AntiforgeryTokenAsync("/sign-in");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/demonstration/sign-in")
        {
            Version = Version.Parse(version),
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["userName"] = "demo-administrator", ["__RequestVerificationToken"] = token }),
        };
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await http.SendAsync(request, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("localhost", null, HttpStatusCode.Redirect)]
    [InlineData("127.0.0.1", null, HttpStatusCode.Redirect)]
    [InlineData("training.example", null, HttpStatusCode.NotFound)]
    [InlineData("localhost", "203.0.113.7", HttpStatusCode.NotFound)]
    public async Task One_click_signs_in_only_from_this_machine(string host, string? forwardedFor, HttpStatusCode expected)
    {
        var http = portal.Factory.CreateClient(new() { AllowAutoRedirect = false });
        http.DefaultRequestHeaders.Host = host;
        if (forwardedFor is not null)
        {
            http.DefaultRequestHeaders.Add("X-Forwarded-For", forwardedFor);
        }

        var client = new PortalClient(http);
        var answer = await client.PostFormAsync("/sign-in", "/demonstration/sign-in", new() { ["userName"] = "demo-trainee-1" });
        Assert.Equal(expected, answer.StatusCode);

        var page = await http.GetStringAsync("/sign-in", Ct);
        Assert.Equal(expected == HttpStatusCode.Redirect, page.Contains("One click signs you in", StringComparison.Ordinal));
    }
}
