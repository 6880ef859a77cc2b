using System.Text.RegularExpressions;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using static IncidentTraining.Tests.Host.Schedule.Facilitating;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Schedule;

public sealed partial class TopTimerTests(BrowserFixture browser) : IAsyncDisposable
{
    // From now on: a browser drops the sign-in cookie of a server that lives in the past.
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private PortalFactory? _portal;
    private IPage? _page;

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.Context.CloseAsync();
        }

        if (_portal is not null)
        {
            await _portal.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(5 * 60, "5 minutes left in Lab 1: Simulate High Latency Incident.")]
    [InlineData(60, "One minute left in Lab 1: Simulate High Latency Incident.")]
    [InlineData(0, "Time is up: Lab 1: Simulate High Latency Incident.")]
    public async Task Screen_readers_hear_when_it_counts(int secondsLeft, string said)
    {
        _portal = new PortalFactory { Time = _time };
        var address = _portal.StartOnKestrel();
        await (await OfAsync(_portal)).StartAsync(Lab1);
        _time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(secondsLeft + 2));
        var timer = await OpenAsync(address);
        await Expect(timer.GetByRole(AriaRole.Status)).ToHaveTextAsync(said);
    }

    [Fact]
    public async Task A_lost_connection_is_said_and_the_timer_counts_on_until_it_is_back()
    {
        _portal = new PortalFactory();
        await using var network = new SlowNetwork(_portal.StartOnKestrel());
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var timer = await OpenAsync(network.Address);

        network.Cut();
        await Expect(timer).ToContainTextAsync(OfflineNote());
        var shown = await timer.GetByRole(AriaRole.Timer).TextContentAsync();
        await Expect(timer.GetByRole(AriaRole.Timer)).Not.ToHaveTextAsync(shown!);

        await desk.PauseAsync(Lab1);
        network.Mend();
        await Expect(timer).ToContainTextAsync("Paused", new() { Timeout = 15_000 });
        await Expect(timer).Not.ToContainTextAsync(OfflineNote());
    }

    [GeneratedRegex(@"offline since \d\d:\d\d")]
    private static partial Regex OfflineNote();

    private async Task<ILocator> OpenAsync(Uri address)
    {
        _page = await browser.SignInAsync(address, "demo-trainee-1");
        await _page.GotoAsync("/join");
        await _page.Locator("[data-testid=top-timer][data-measured=true]").WaitForAsync();
        return _page.GetByTestId("top-timer");
    }
}
