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
        await using var portal = new PortalFactory { ConfigureServices = services => services.ConfigureDbContext<TrainingDb>(options => options.AddInterceptors(disk)) };
        var trainee = await portal.SignInAsync("demo-trainee-1");

        var refused = await TakeAsync(trainee, "Watch the queue.", window: "999");
        Assert.Equal((HttpStatusCode.OK, false), (refused.StatusCode, IsAcknowledged(refused)));

        // Two notes as long as this need more than one page of the file.
        var longNote = new string('漢', 1_000);
        Assert.True(IsAcknowledged(await TakeAsync(await portal.SignInAsync("demo-trainee-2"), longNote)));
        disk.IsFull = true;
        var full = await TakeAsync(trainee, longNote);
        Assert.Equal((HttpStatusCode.InternalServerError, false), (full.StatusCode, IsAcknowledged(full)));
        disk.IsFull = false;

        var visitor = new PortalClient(portal.CreateClient(new() { AllowAutoRedirect = false }));
        var signedOut = await visitor.Http.PostAsync("/on-call", new FormUrlEncodedContent(Form("Watch the queue.", "30")), Ct);
        Assert.StartsWith("/sign-in", signedOut.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.False(IsAcknowledged(signedOut));

        var taken = await TakeAsync(trainee, "Watch the queue.");
        Assert.Equal((HttpStatusCode.Redirect, true), (taken.StatusCode, IsAcknowledged(taken)));
        Assert.Contains("Watch the queue.", await trainee.Http.GetStringAsync("/on-call", Ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("0123456789ABCDEF")]
    [InlineData("0123456789abcde;")]
    [InlineData("0123456789abcdef0")]
    public async Task What_is_no_draft_of_ours_becomes_no_cookie(string id)
    {
        await using var portal = new PortalFactory();
        var taken = await TakeAsync(await portal.SignInAsync("demo-trainee-1"), "Watch the queue.", draft: id);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        Assert.DoesNotContain(Cookies(taken), cookie => cookie.StartsWith("taken-", StringComparison.Ordinal));
    }

    private static Task<HttpResponseMessage> TakeAsync(PortalClient client, string note, string window = "30", string draft = Draft) =>
        client.PostFormAsync("/on-call", "/on-call", Form(note, window, draft));

    private static Dictionary<string, string> Form(string note, string window, string draft = Draft) => new()
    {
        ["_handler"] = "take-shift",
        ["_draft"] = draft,
        ["Form.Window"] = window,
        ["Form.Escalate"] = "5",
        ["Form.Note"] = note,
    };

    private static bool IsAcknowledged(HttpResponseMessage answer) => Cookies(answer).Any(cookie => cookie.StartsWith($"taken-{Draft}=1;", StringComparison.Ordinal));

    private static IEnumerable<string> Cookies(HttpResponseMessage answer) => answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
