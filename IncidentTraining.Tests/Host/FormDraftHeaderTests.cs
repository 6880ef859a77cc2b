using System.Net;
using IncidentTraining.Core.Storage;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentTraining.Tests.Host;

/// <summary>A browser may forget the draft of a form only when the portal says that it has taken it.</summary>
public sealed class FormDraftHeaderTests
{
    private const string Draft = "0123456789abcdef";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_form_is_acknowledged_after_it_was_taken_and_neither_refused_nor_signed_out_nor_on_a_full_disk()
    {
        var disk = new FullDisk();
        await using var portal = new PortalFactory
        {
            ConfigureServices = services => services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(disk)),
        };
        var walk = await Walks.BeginAsync(portal, "demo-trainee-2");
        var trainee = await portal.SignInAsync("demo-trainee-2");

        var refused = await EndAsync(trainee, walk, new string('x', 2_001));
        Assert.Equal((HttpStatusCode.OK, false), (refused.StatusCode, IsAcknowledged(refused)));

        // Two texts as long as this need more than one page of the file.
        var longText = new string('漢', 2_000);
        var other = await Walks.BeginAsync(portal, "demo-trainee-3");
        Assert.True(IsAcknowledged(await EndAsync(await portal.SignInAsync("demo-trainee-3"), other, longText)));
        disk.IsFull = true;
        var full = await EndAsync(trainee, walk, longText);
        Assert.Equal((HttpStatusCode.InternalServerError, false), (full.StatusCode, IsAcknowledged(full)));
        disk.IsFull = false;

        var visitor = new PortalClient(portal.CreateClient(new() { AllowAutoRedirect = false }));
        var signedOut = await visitor.Http.PostAsync(walk, new FormUrlEncodedContent(Form("Step 2 names no team.")), Ct);
        Assert.StartsWith("/sign-in", signedOut.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.False(IsAcknowledged(signedOut));

        var taken = await EndAsync(trainee, walk, "Step 2 names no team.");
        Assert.Equal((HttpStatusCode.Redirect, true), (taken.StatusCode, IsAcknowledged(taken)));
        Assert.Contains("Step 2 names no team.", await trainee.Http.GetStringAsync(walk, Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcde;")]
    [InlineData("0123456789abcdef0")]
    public async Task What_is_no_draft_of_ours_becomes_no_cookie(string id)
    {
        await using var portal = new PortalFactory();
        var walk = await Walks.BeginAsync(portal, "demo-trainee-2");
        var taken = await EndAsync(await portal.SignInAsync("demo-trainee-2"), walk, "Step 2 names no team.", id);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.DoesNotContain(Cookies(taken), cookie => cookie.StartsWith("taken-", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> EndAsync(PortalClient client, string walk, string verdict, string draft = Draft) =>
        client.PostFormAsync(walk, walk, Form(verdict, draft));

    private static Dictionary<string, string> Form(string verdict, string draft = Draft) =>
        new()
        {
            ["_handler"] = "end",
            ["_draft"] = draft,
            ["End.Verdict"] = verdict,
            ["End.Worked"] = "true",
        };

    private static bool IsAcknowledged(HttpResponseMessage answer) =>
        Cookies(answer).Any(cookie => cookie.StartsWith($"taken-{Draft}=1;", StringComparison.Ordinal));

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
