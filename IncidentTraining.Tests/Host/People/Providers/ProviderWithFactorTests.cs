using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using OtpNet;

namespace IncidentTraining.Tests.Host.People;

/// <summary>A sign-in with a provider to an account that also asks for a code: the provider is not forgotten between the two
/// steps.</summary>
public sealed class ProviderWithFactorTests(ProviderBench bench) : IClassFixture<ProviderBench>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_code_is_asked_for_after_the_provider_which_is_recorded_and_offered_at_the_sign_out()
    {
        bench.NextPerson();
        await bench.SignedInAsync("/reviews", "reviewers");
        var person = (await bench.PersonAsync())!;
        var secret = await FactorAsync(person.Id);

        var browser = bench.Browser();
        var asked = await bench.SignInAsync(browser);
        Assert.Equal("/sign-in/second", asked.RequestMessage!.RequestUri!.AbsolutePath);
        var words = await asked.Content.ReadAsStringAsync(Ct);
        Assert.Contains("Contoso has confirmed who you are.", words, StringComparison.Ordinal);
        Assert.DoesNotContain("passphrase is correct", words, StringComparison.Ordinal);
        // Half a sign-in opens nothing.
        Assert.Equal("/sign-in", (await browser.Http.GetAsync("/reviews", Ct)).RequestMessage!.RequestUri!.AbsolutePath);

        var page = asked.RequestMessage.RequestUri.PathAndQuery;
        var done = await browser.PostFormAsync(
            page,
            page,
            new() { ["_handler"] = "second-factor", ["Form.Code"] = CodeOf(secret, steps: 1) }
        );
        Assert.Equal((HttpStatusCode.OK, "/reviews"), (done.StatusCode, done.RequestMessage!.RequestUri!.AbsolutePath));
        var signIns = (await bench.AuditAsync())
            .Where(entry => entry.Action is AuditAction.SignedIn && entry.ById == person.Id && entry.SessionId is null)
            .ToList();
        Assert.Equal(2, signIns.Count(entry => entry.Note == TestProvider.Id && entry.Address == "127.0.0.1"));

        var left = await browser.PostFormAsync("/account/connections", "/sign-out", []);
        Assert.Contains("Sign out at Contoso", await left.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_without_a_first_step_says_what_is_missing_without_naming_a_passphrase()
    {
        var words = await bench.Browser().Http.GetStringAsync("/sign-in/second", Ct);
        Assert.Contains(
            "The first step of a sign-in is missing, or it is more than 5 minutes old. Sign in again.",
            words,
            StringComparison.Ordinal
        );
    }

    private async Task<string> FactorAsync(Guid personId)
    {
        await using var db = await bench.Portal.OpenDatabaseAsync();
        var actor = new Actor(personId)
        {
            SessionId = await db.Set<Session>()
                .Where(session => session.PersonId == personId && session.EndedAt == null)
                .Select(session => session.Id)
                .SingleAsync(Ct),
        };
        var (who, now) = (
            new ProviderIdentity("contoso", "Contoso", bench.Provider.Address.ToString(), bench.Provider.Subject, "", []),
            TimeProvider.System.GetUtcNow()
        );
        Assert.True((await bench.Get<ProveWithProvider>().RunAsync(actor, who, now, now, Ct)).Succeeded);
        var secret = (await bench.Get<OwnSecondFactor>().BeginAsync(actor, "", Ct)).Value.Secret;
        // The sign-in takes the code of the next step.
        Assert.True((await bench.Get<OwnSecondFactor>().ConfirmAsync(actor, CodeOf(secret, steps: 0), Ct)).Succeeded);
        return secret;
    }

    private static string CodeOf(string secret, int steps) =>
        new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30 * steps));
}
