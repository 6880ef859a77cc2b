using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.People;

/// <summary>An account without a passphrase proves that its person is at the browser by a forced sign-in at the provider.</summary>
public sealed class ProveAtProviderTests(ProviderBench bench) : IClassFixture<ProviderBench>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly string _name = bench.NextPerson("reviewers");

    [Fact]
    public async Task A_sign_in_that_the_provider_remembered_proves_nothing_and_a_forced_one_does()
    {
        var browser = await bench.SignedInAsync("/reviews", "reviewers");
        Assert.Null(bench.Provider.Asked.Prompt);
        var mara = await ActorAsync();
        var refused = (await BeginAsync(mara)).Refusal;
        Assert.Contains(
            "confirm your identity with your sign-in provider, and do this within 10 minutes",
            refused?.Message,
            StringComparison.Ordinal
        );

        Assert.Contains(
            "For the next 10 minutes you can change how you sign in.",
            await ProviderBench.WordsAsync(await ProveAsync(browser))
        );
        Assert.Equal(("login", "0"), bench.Provider.Asked);
        Assert.True((await BeginAsync(mara)).Succeeded);
        Assert.Contains(await bench.AuditAsync(), entry =>
            entry is { Action: AuditAction.ProvedAtProvider, Note: "contoso" }
            && entry.PersonId == mara.PersonId
            && entry.SessionId == mara.SessionId
        );
        // Another session of the same person has proved nothing.
        await bench.SignedInAsync("/reviews", "reviewers");
        Assert.False((await BeginAsync(await ActorAsync())).Succeeded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_provider_that_does_not_ask_again_or_does_not_say_when_is_no_proof(bool saysWhen)
    {
        var browser = await bench.SignedInAsync("/reviews", "reviewers");
        (bench.Provider.IgnoresPrompt, bench.Provider.SignedInAt) = (
            true,
            saysWhen ? TimeProvider.System.GetUtcNow() - ProveWithProvider.ClockDrift - TimeSpan.FromSeconds(5) : null
        );
        var page = await ProveAsync(browser);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Contains("Contoso did not ask you to sign in again", await ProviderBench.WordsAsync(page));
        Assert.False((await BeginAsync(await ActorAsync())).Succeeded);
        Assert.Contains(await bench.AuditAsync(), entry =>
            entry is { Action: AuditAction.ProviderRefused, Note: "contoso: no new sign-in" }
        );
    }

    [Fact]
    public async Task Another_account_at_the_provider_is_no_proof()
    {
        var browser = await bench.SignedInAsync("/reviews", "reviewers");
        var mara = await ActorAsync();
        bench.Provider.Subject = $"{_name}, another";
        Assert.Contains("with an account that is not connected to yours", await ProviderBench.WordsAsync(await ProveAsync(browser)));
        Assert.False((await BeginAsync(mara)).Succeeded);
    }

    [Fact]
    public async Task An_account_at_the_provider_that_is_connected_with_another_person_is_no_proof()
    {
        await bench.SignedInAsync("/reviews", "reviewers");
        var another = bench.Provider.Subject;
        bench.NextPerson("reviewers");
        var browser = await bench.SignedInAsync("/reviews", "reviewers");
        var mara = await ActorAsync();
        bench.Provider.Subject = another;
        Assert.Contains("with an account that is not connected to yours", await ProviderBench.WordsAsync(await ProveAsync(browser)));
        Assert.False((await BeginAsync(mara)).Succeeded);
    }

    [Fact]
    public async Task The_proof_belongs_to_the_session_that_asked_for_it()
    {
        await bench.SignedInAsync("/reviews", "reviewers");
        var mara = await ActorAsync();
        var browser = bench.Browser(follows: false);
        var begun = (await bench.SignInAsync(browser)).Headers.Location!;
        foreach (var step in (int[])[1, 2, 3])
        {
            begun = (await browser.Http.GetAsync(begun, Ct)).Headers.Location ?? begun;
        }

        var toProvider = (await ProveAsync(browser)).Headers.Location!;
        var callback = (await browser.Http.GetAsync(toProvider, Ct)).Headers.Location!;
        await browser.PostFormAsync("/account/connections", "/sign-out", []);
        await browser.OneClickAsync("demo-administrator");
        var done = (await browser.Http.GetAsync(callback, Ct)).Headers.Location!;
        var result = await browser.Http.GetAsync((await browser.Http.GetAsync(done, Ct)).Headers.Location, Ct);
        Assert.Contains("You signed out in the meantime", await ProviderBench.WordsAsync(result));
        Assert.False((await BeginAsync(mara)).Succeeded);
    }

    [Fact]
    public async Task The_account_page_leads_to_the_button_and_accounts_with_a_passphrase_do_not_see_it()
    {
        var browser = await bench.SignedInAsync("/reviews", "reviewers");
        Assert.Contains("prove-at-provider", await browser.Http.GetStringAsync("/account", Ct), StringComparison.Ordinal);
        Assert.Contains("Confirm with Contoso", await browser.Http.GetStringAsync("/account/connections", Ct), StringComparison.Ordinal);
        var local = bench.Browser();
        await local.OneClickAsync("demo-administrator");
        Assert.DoesNotContain(
            "Confirm with Contoso",
            await local.Http.GetStringAsync("/account/connections", Ct),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(-61, false)]
    [InlineData(-60, true)]
    [InlineData(30, true)]
    public async Task A_sign_in_from_before_the_portal_asked_counts_only_within_the_drift_of_clocks(int seconds, bool counts)
    {
        await bench.SignedInAsync("/reviews", "reviewers");
        var (mara, begun) = (await ActorAsync(), TimeProvider.System.GetUtcNow());
        var who = new ProviderIdentity("contoso", "Contoso", bench.Provider.Address.ToString(), bench.Provider.Subject, _name, []);
        Assert.Equal(counts, (await bench.Get<ProveWithProvider>().RunAsync(mara, who, begun.AddSeconds(seconds), begun, Ct)).Succeeded);
        Assert.Equal(counts, (await BeginAsync(mara)).Succeeded);
    }

    private static Task<HttpResponseMessage> ProveAsync(PortalClient browser) =>
        browser.PostFormAsync("/account/connections", "/account/connections/prove", new() { ["provider"] = TestProvider.Id });

    private Task<IncidentTraining.Core.Results.Outcome<FactorSecret>> BeginAsync(Actor actor) =>
        bench.Get<OwnSecondFactor>().BeginAsync(actor, "", Ct);

    /// <summary>The person of the provider in the session that began last.</summary>
    private async Task<Actor> ActorAsync()
    {
        var person = (await bench.PersonAsync())!;
        return new Actor(person.Id) { SessionId = (await bench.Get<Sessions>().ListAsync(new Actor(person.Id), Ct))[0].Id };
    }
}
