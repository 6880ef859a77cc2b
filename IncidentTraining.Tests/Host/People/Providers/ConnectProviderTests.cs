using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.People;

/// <summary>A local account is connected only by its owner: signed in, and with the passphrase.</summary>
public sealed class ConnectProviderTests(ProviderBench bench) : IClassFixture<ProviderBench>, IAsyncLifetime
{
    private const string Passphrase = "quiet amber lantern";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly string _name = bench.NextPerson("reviewers");

    public async ValueTask InitializeAsync() =>
        Assert.True(
            (
                await bench
                    .Get<AddStaff>()
                    .RunAsync(
                        await bench.Portal.ActorAsync("demo-administrator"),
                        new(await bench.Portal.CohortIdAsync(), _name, Passphrase, ClassRole.Instructor),
                        Ct
                    )
            ).Succeeded
        );

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_owner_connects_with_the_passphrase_and_then_enters_the_same_account_by_the_provider()
    {
        var browser = await LocallyAsync();
        Assert.Contains("From now on you can also sign in with Contoso", await ProviderBench.WordsAsync(await ConnectAsync(browser)));
        Assert.Contains(await bench.AuditAsync(), entry => entry is { Action: AuditAction.ProviderConnected, Note: "contoso" });

        await bench.SignedInAsync("/reviews", "reviewers");
        Assert.Equal(await OwnIdAsync(), (await bench.PersonAsync())!.Id);
        await LocallyAsync();
    }

    [Fact]
    public async Task A_wrong_passphrase_connects_nothing_and_many_of_them_must_wait()
    {
        var browser = await LocallyAsync();
        Assert.Contains(
            "This is not your current passphrase. Nothing was changed.",
            await ProviderBench.WordsAsync(await ConnectAsync(browser, "guess guess guess"))
        );
        Assert.Null(await bench.PersonAsync());
        HttpResponseMessage page = null!;
        for (var wrong = 1; wrong < 11; wrong++)
        {
            page = await ConnectAsync(browser, "guess guess guess");
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.InRange(page.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30);
        Assert.Contains("too many wrong attempts", await ProviderBench.WordsAsync(page));
    }

    [Fact]
    public async Task A_subject_that_has_an_account_is_not_connected_with_a_second_one()
    {
        bench.Provider.Name = $"{_name} by Contoso";
        await bench.SignedInAsync("/reviews", "reviewers");
        var first = (await bench.PersonAsync())!.Id;
        Assert.Contains(
            "connected to another account in the portal",
            await ProviderBench.WordsAsync(await ConnectAsync(await LocallyAsync()))
        );
        Assert.Equal(first, (await bench.PersonAsync())!.Id);
    }

    /// <summary>Someone else signs in with the browser while the provider asks the first person.</summary>
    [Fact]
    public async Task Only_the_session_that_gave_the_passphrase_is_connected()
    {
        var browser = await LocallyAsync(follows: false);
        var toProvider = (await ConnectAsync(browser)).Headers.Location!;
        var callback = (await browser.Http.GetAsync(toProvider, Ct)).Headers.Location!;
        await browser.PostFormAsync("/account/connections", "/sign-out", []);
        await browser.OneClickAsync("demo-administrator");
        var done = (await browser.Http.GetAsync(callback, Ct)).Headers.Location!;
        var result = await browser.Http.GetAsync((await browser.Http.GetAsync(done, Ct)).Headers.Location, Ct);
        Assert.Contains("You signed out in the meantime", await ProviderBench.WordsAsync(result));
        Assert.Null(await bench.PersonAsync());
    }

    [Fact]
    public async Task A_connection_is_ended_as_long_as_another_way_to_sign_in_stays()
    {
        var browser = await LocallyAsync();
        await ConnectAsync(browser);
        var ended = await EndAsync(await OwnIdAsync());
        Assert.True(ended.Succeeded, ended.Refusal?.Message);
        Assert.Null(await bench.PersonAsync());
        Assert.Contains(await bench.AuditAsync(), entry => entry.Action == AuditAction.ProviderDisconnected);

        (bench.Provider.Subject, bench.Provider.Name) = ($"{_name}, the other", $"{_name} by Contoso");
        await bench.SignedInAsync("/reviews", "reviewers");
        var refused = await EndAsync((await bench.PersonAsync())!.Id);
        Assert.Contains("This is the only way to sign in to your account", refused.Refusal?.Message);
        Assert.NotNull(await bench.PersonAsync());
    }

    [Fact]
    public async Task Signing_out_ends_the_session_and_offers_to_sign_out_at_the_provider()
    {
        bench.Provider.Name = $"{_name} by Contoso";
        var browser = await bench.SignedInAsync("/reviews", "reviewers");
        var page = await browser.PostFormAsync("/account/connections", "/sign-out", []);
        Assert.Contains("You are signed out of the portal", await page.Content.ReadAsStringAsync(Ct));
        bench.Provider.SignedOut.Clear();
        Assert.Equal("/sign-in", (await browser.Http.GetAsync("/reviews", Ct)).RequestMessage!.RequestUri!.AbsolutePath);

        var back = await browser.PostFormAsync("/sign-in?left=contoso", "/sign-out/provider", new() { ["provider"] = "contoso" });
        Assert.Equal([new Uri(bench.Address, "/sign-out/contoso/callback").ToString()], bench.Provider.SignedOut);
        Assert.Equal(new Uri(bench.Address, "/sign-in"), back.RequestMessage!.RequestUri);

        // With a passphrase there is nothing to offer.
        var local = await (await LocallyAsync()).PostFormAsync("/account/connections", "/sign-out", []);
        Assert.DoesNotContain("signed-out", await local.Content.ReadAsStringAsync(Ct));
    }

    private Task<Outcome> EndAsync(Guid personId) =>
        bench.Get<ConnectProvider>().EndAsync(new Actor(personId), bench.Provider.Address.ToString(), Ct);

    private async Task<Guid> OwnIdAsync() => (await bench.Portal.ActorAsync(_name)).PersonId;

    private async Task<PortalClient> LocallyAsync(bool follows = true)
    {
        var browser = bench.Browser(follows);
        var page = await browser.PostFormAsync(
            "/sign-in",
            "/sign-in",
            new()
            {
                ["_handler"] = "sign-in",
                ["Form.Name"] = _name,
                ["Form.Passphrase"] = Passphrase,
            }
        );
        Assert.Equal(follows ? HttpStatusCode.OK : HttpStatusCode.Redirect, page.StatusCode);
        return browser;
    }

    private static Task<HttpResponseMessage> ConnectAsync(PortalClient browser, string passphrase = Passphrase) =>
        browser.PostFormAsync(
            "/account/connections",
            "/account/connections/begin",
            new() { ["provider"] = "contoso", ["passphrase"] = passphrase }
        );
}
