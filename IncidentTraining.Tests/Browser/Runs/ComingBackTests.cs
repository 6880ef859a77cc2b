using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Runs;

/// <summary>A person who reloads, whose network or portal goes away, or who comes back the next day finds everything.</summary>
public sealed class ComingBackTests(BrowserFixture browser) : IDisposable
{
    private const string Unsent = "I think the pool is";

    private readonly TemporaryFolder _folder = new();

    // The browser judges the sign-in's cookie by its own clock.
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private LabBench? _bench;

    public void Dispose()
    {
        _bench?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Nothing_of_an_incident_is_lost_by_a_reload_a_portal_that_was_away_or_a_night()
    {
        _bench = new LabBench(_folder.Path, _time);
        var address = _bench.Portal.StartOnKestrel();
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.True((await first.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        var page = await browser.SignInAsync(address, "demo-trainee-1");
        await page.GotoAsync($"/runs/{first.RunId}?tab=alerts&side=channel");
        await page.GetByTestId("side-respond").ClickAsync();
        await page.GetByTestId("ack").ClickAsync();
        await Expect(page.GetByTestId("phase")).ToContainTextAsync("Acknowledgement");
        await page.GetByTestId("side-channel").ClickAsync();
        await page.GetByTestId("say").FillAsync(Unsent);

        await page.ReloadAsync();
        await Expect(page.GetByTestId("say")).ToHaveValueAsync(Unsent);
        await Expect(page.GetByTestId("tab-alerts")).ToHaveAttributeAsync("aria-current", "page");

        // The portal stops under the open page and comes back; meanwhile the crew continues.
        _bench.Dispose();
        await page.Locator("#components-reconnect-modal.components-reconnect-show, #components-reconnect-modal.components-reconnect-failed")
            .WaitForAsync();
        _bench = new LabBench(_folder.Path, _time);
        _bench.Portal.StartOnKestrel(address.Port);
        Assert.True((await new Responder(_bench, second.Actor, second.RunId).TypeAsync("Still here.")).Succeeded);
        await Expect(page.GetByTestId("channel")).ToContainTextAsync("Still here.");
        await Expect(page.GetByTestId("say")).ToHaveValueAsync(Unsent);
        await Expect(page.GetByTestId("phase")).ToContainTextAsync("Acknowledgement");
        await page.GetByTestId("say").FillAsync($"{Unsent} empty.");
        await page.GetByTestId("say-send").ClickAsync();
        await Expect(page.GetByTestId("channel")).ToContainTextAsync($"{Unsent} empty.");
        await page.GetByTestId("pause").ClickAsync();
        await page.GetByTestId("resume").WaitForAsync();
        await page.Context.CloseAsync();

        _time.Advance(TimeSpan.FromHours(16));
        var morning = await browser.SignInAsync(address, "demo-trainee-1");
        await morning.GotoAsync("/labs");
        await morning.GetByTestId($"continue-{LabBench.Lab1}").ClickAsync();
        await Expect(morning.GetByTestId("timeline")).ToContainTextAsync("Acknowledged the incident.");
        await morning.GetByTestId("resume").ClickAsync();
        await morning.GetByTestId("pause").WaitForAsync();
        await morning.GetByTestId("side-channel").ClickAsync();
        await Expect(morning.GetByTestId("channel")).ToContainTextAsync($"{Unsent} empty.");
        await Expect(morning.GetByTestId("say")).ToHaveValueAsync("");
        await morning.Context.CloseAsync();
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);
}
