using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Host.People;

/// <summary>Every failure on the way to the provider and back ends on a page with a plain sentence, and signs no one in.</summary>
public sealed class ProviderFailureTests : IClassFixture<ProviderBench>
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly ProviderBench _bench;

    public ProviderFailureTests(ProviderBench bench)
    {
        _bench = bench;
        _bench.NextPerson("trainees");
    }

    [Fact]
    public async Task Who_declines_at_the_provider_is_told_so()
    {
        _bench.Provider.Denies = true;
        await AssertFailsAsync(await _bench.SignInAsync(), HttpStatusCode.Forbidden, "The sign-in at Contoso was cancelled");
    }

    [Fact]
    public async Task A_provider_that_is_down_is_named_and_the_passphrase_still_works()
    {
        await using var bench = await ProviderBench.StartAsync();
        await bench.Provider.StopAsync();
        var browser = bench.Browser();
        await AssertFailsAsync(
            await bench.SignInAsync(browser),
            HttpStatusCode.ServiceUnavailable,
            "The portal gets no response from Contoso"
        );

        // The emergency door.
        Assert.True(
            (
                await bench
                    .Get<AddStaff>()
                    .RunAsync(
                        await bench.Portal.ActorAsync("demo-administrator"),
                        new(await bench.Portal.CohortIdAsync(), "Otto", "quiet amber lantern", ClassRole.Instructor),
                        Ct
                    )
            ).Succeeded
        );
        var page = await browser.PostFormAsync(
            "/sign-in",
            "/sign-in",
            new()
            {
                ["_handler"] = "sign-in",
                ["Form.Name"] = "Otto",
                ["Form.Passphrase"] = "quiet amber lantern",
            }
        );
        Assert.Equal("/reviews", page.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_provider_that_goes_down_before_the_code_is_redeemed_is_named()
    {
        await using var bench = await ProviderBench.StartAsync();
        bench.NextPerson("trainees");
        var (browser, callback) = await bench.BegunAsync();
        await bench.Provider.StopAsync();
        var answer = await browser.Http.GetAsync(callback, Ct);
        await AssertFailsAsync(
            await browser.Http.GetAsync(answer.Headers.Location, Ct),
            HttpStatusCode.ServiceUnavailable,
            "The portal gets no response from Contoso"
        );
    }

    [Fact]
    public async Task A_clock_that_is_hours_wrong_is_named()
    {
        _bench.Provider.ClockSkew = TimeSpan.FromHours(-2);
        await AssertFailsAsync(
            await _bench.SignInAsync(),
            HttpStatusCode.BadGateway,
            "the server's or the provider's clock is off by more than five minutes"
        );
    }

    [Fact]
    public async Task A_clock_that_is_a_minute_wrong_does_not_matter()
    {
        _bench.Provider.ClockSkew = TimeSpan.FromMinutes(-1);
        Assert.Equal("/today", (await _bench.SignInAsync()).RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task An_answer_that_is_replayed_is_refused_in_the_same_browser_and_in_another()
    {
        var (browser, callback) = await _bench.BegunAsync();
        await AssertStateLostAsync(_bench.Browser(follows: false), callback);
        var first = await browser.Http.GetAsync(callback, Ct);
        Assert.Equal("/sign-in/provider/done", new Uri(_bench.Address, first.Headers.Location!).AbsolutePath);
        await AssertStateLostAsync(browser, callback);

        // The first answer still counts, once.
        Assert.Equal("/", (await browser.Http.GetAsync(first.Headers.Location, Ct)).Headers.Location!.OriginalString);
        Assert.Contains(
            "Nothing was changed",
            await ProviderBench.WordsAsync(await _bench.Browser().Http.GetAsync("/sign-in/provider/done", Ct))
        );
    }

    [Theory]
    [InlineData("?code=made-up&state=made-up")]
    [InlineData("?code=made-up")]
    [InlineData("?error=server_error&state=made-up")]
    [InlineData("")]
    public async Task An_answer_that_no_sign_in_has_asked_for_is_refused(string query) =>
        await AssertFailsAsync(
            await _bench.Browser().Http.GetAsync($"/sign-in/contoso/callback{query}", Ct),
            HttpStatusCode.BadRequest,
            "Nothing was changed"
        );

    [Fact]
    public async Task A_form_without_its_token_begins_nothing_and_an_unknown_provider_is_not_found()
    {
        var browser = _bench.Browser(follows: false);
        var forged = await browser.Http.PostAsync(
            "/sign-in/provider",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["provider"] = "contoso" }),
            Ct
        );
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
        var unknown = await browser.PostFormAsync("/sign-in", "/sign-in/provider", new() { ["provider"] = "fabrikam" });
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Theory]
    [InlineData("//evil.example/")]
    [InlineData("https://evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task The_way_back_never_leads_to_another_site(string returnTo)
    {
        var page = await _bench
            .Browser()
            .PostFormAsync("/sign-in", "/sign-in/provider", new() { ["provider"] = "contoso", ["returnTo"] = returnTo });
        Assert.Equal(new Uri(_bench.Address, "/today"), page.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task The_way_back_leads_to_the_page_that_was_asked_for()
    {
        var page = await _bench
            .Browser()
            .PostFormAsync("/sign-in?ReturnUrl=%2Flabs", "/sign-in/provider", new() { ["provider"] = "contoso", ["returnTo"] = "/labs" });
        Assert.Equal("/labs", page.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Theory]
    [InlineData("?message=made-up")]
    [InlineData("")]
    public async Task A_text_that_others_have_made_is_not_shown(string query)
    {
        var page = await _bench.Browser().Http.GetAsync($"/sign-in/result{query}", Ct);
        await AssertFailsAsync(page, HttpStatusCode.BadRequest, "Sign in again");
    }

    /// <summary>The address is the setting's, as registered at the provider, whatever the browser typed; a browser that came by another one
    /// goes there first.</summary>
    [Fact]
    public async Task The_provider_returns_to_the_public_address()
    {
        await using var portal = new PortalFactory { Settings = { ["Public:Address"] = "https://training.example" } };
        foreach (var (name, value) in _bench.Provider.Settings())
        {
            portal.Settings[name] = value;
        }

        var stranger = new PortalClient(portal.CreateClient(new() { AllowAutoRedirect = false }));
        var sent = await stranger.PostFormAsync("/sign-in", "/sign-in/provider", new() { ["provider"] = "contoso" });
        Assert.Equal("https://training.example/sign-in", sent.Headers.Location!.OriginalString);

        var http = portal.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://training.example") });
        var toProvider = (await new PortalClient(http).PostFormAsync("/sign-in", "/sign-in/provider", new() { ["provider"] = "contoso" }))
            .Headers
            .Location!;
        Assert.Contains($"redirect_uri={Uri.EscapeDataString("https://training.example/sign-in/contoso/callback")}", toProvider.Query);
        Assert.Contains("code_challenge_method=S256", toProvider.Query);
    }

    [Fact]
    public async Task A_form_may_lead_to_the_providers_alone_and_without_any_only_to_the_portal()
    {
        var page = await _bench.Browser().Http.GetAsync("/sign-in", Ct);
        Assert.EndsWith(
            $"; form-action 'self' {_bench.Provider.Address.GetLeftPart(UriPartial.Authority)}",
            Assert.Single(page.Headers.GetValues("Content-Security-Policy"))
        );

        await using var portal = new PortalFactory();
        var without = await portal.CreateClient().GetAsync("/sign-in", Ct);
        Assert.EndsWith("; form-action 'self'", Assert.Single(without.Headers.GetValues("Content-Security-Policy")));
        Assert.DoesNotContain("data-testid=\"providers\"", await without.Content.ReadAsStringAsync(Ct));
    }

    private async Task AssertStateLostAsync(PortalClient browser, Uri callback)
    {
        var answer = await browser.Http.GetAsync(callback, Ct);
        await AssertFailsAsync(
            await browser.Http.GetAsync(answer.Headers.Location, Ct),
            HttpStatusCode.BadRequest,
            "started in another browser, took too long, or was already completed"
        );
    }

    private async Task AssertFailsAsync(HttpResponseMessage page, HttpStatusCode status, string words)
    {
        Assert.Contains(words, await ProviderBench.WordsAsync(page));
        Assert.Equal(status, page.StatusCode);
        Assert.Null(await _bench.PersonAsync());
    }
}
