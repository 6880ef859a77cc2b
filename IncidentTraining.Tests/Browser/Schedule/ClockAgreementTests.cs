using System.Globalization;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static IncidentTraining.Tests.Host.Schedule.Facilitating;

namespace IncidentTraining.Tests.Browser.Schedule;

/// <summary>
/// Two real browsers show the same second at the same instant. The comparison uses what is visible: the instants at which the digits
/// change, on the clock that both windows of the machine share.
/// </summary>
[Collection(nameof(MachineToItself))]
public sealed class ClockAgreementTests(BrowserFixture browser) : IAsyncDisposable
{
    private const double GreatestDifference = 250;
    private const int Seconds = 4;

    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(10);
    private readonly PortalFactory _portal = new();
    private readonly List<IBrowserContext> _windows = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows)
        {
            await window.CloseAsync();
        }

        await _portal.DisposeAsync();
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(7, false)]
    [InlineData(-7, true)]
    public async Task Two_browsers_agree_although_one_clock_is_minutes_wrong_and_its_network_is_lopsided(
        int minutesWrong,
        bool slowToPortal
    )
    {
        var address = _portal.StartOnKestrel();
        await using var network = new SlowNetwork(address, slowToPortal ? Slow : Quick, slowToPortal ? Quick : Slow);
        await (await OfAsync(_portal)).StartAsync(Lab1);

        var right = await OpenAsync(address, "demo-trainee-1", minutesWrong: 0);
        var wrong = await OpenAsync(network.Address, "demo-trainee-2", minutesWrong);
        await AssertAgreementAsync(right, wrong);
        Assert.Equal(
            minutesWrong * 60_000,
            await wrong.EvaluateAsync<double>("Date.now() - (performance.timeOrigin + performance.now())"),
            5_000d
        );
    }

    [Fact]
    public async Task A_clock_that_is_set_while_the_lab_runs_changes_nothing()
    {
        var address = _portal.StartOnKestrel();
        await (await OfAsync(_portal)).StartAsync(Lab1);
        var right = await OpenAsync(address, "demo-trainee-1", minutesWrong: 0);
        var wrong = await OpenAsync(address, "demo-trainee-2", minutesWrong: 0);

        await wrong.EvaluateAsync("window.setMinutesWrong(7)");
        await AssertAgreementAsync(right, wrong);
    }

    [Fact]
    public async Task While_the_timer_runs_nothing_is_sent_for_its_seconds()
    {
        var address = _portal.StartOnKestrel();
        await (await OfAsync(_portal)).StartAsync(Lab1);
        var frames = new List<string>();
        var page = await OpenAsync(address, "demo-trainee-1", minutesWrong: 0, p => p.WebSocket += (_, socket) =>
            {
                socket.FrameReceived += (_, frame) => Note(frame);
                socket.FrameSent += (_, frame) => Note(frame);
            });
        Assert.NotEmpty(frames);

        int before;
        lock (frames)
        {
            before = frames.Count;
        }

        var digits = await WatchDigitsAsync(page, seconds: 8);

        Assert.True(digits.Count >= 8);
        lock (frames)
        {
            // What is left are the pings with which both sides see that the other is there: one in five seconds and one in fifteen.
            var sent = frames.Skip(before).ToList();
            Assert.All(sent, frame => Assert.Equal("{\"type\":6}\u001e", frame));
            Assert.InRange(sent.Count, 0, 4);
        }

        void Note(IWebSocketFrame frame)
        {
            lock (frames)
            {
                frames.Add(frame.Text ?? "(binary)");
            }
        }
    }

    private static async Task AssertAgreementAsync(IPage one, IPage other)
    {
        var seen = await Task.WhenAll(WatchDigitsAsync(one), WatchDigitsAsync(other));
        var common = seen[0].Keys.Intersect(seen[1].Keys).ToList();
        Assert.True(common.Count >= Seconds / 2, $"The windows share only {common.Count} seconds.");
        // Also the seconds that only one has shown are next to the other's: no window was minutes off for a moment.
        Assert.All(seen[1].Keys, digits => Assert.InRange(Math.Abs(SecondsOf(digits) - SecondsOf(seen[0].Keys.First())), 0, 3 * Seconds));
        Assert.All(common, digits => Assert.InRange(Math.Abs(seen[0][digits] - seen[1][digits]), 0, GreatestDifference));
    }

    private static int SecondsOf(string digits) =>
        digits.Split(':').Aggregate(0, (minutes, part) => minutes * 60 + int.Parse(part, CultureInfo.InvariantCulture));

    /// <summary>A trainee's page whose clock is wrong, once it has measured by how much.</summary>
    private async Task<IPage> OpenAsync(Uri address, string userName, int minutesWrong, Action<IPage>? prepare = null)
    {
        var page = await browser.SignInAsync(address, userName);
        _windows.Add(page.Context);
        await page.Context.AddInitScriptAsync(WrongClock(minutesWrong));
        prepare?.Invoke(page);
        // Any page of the class has the timer; the one for a wrong address needs nothing else.
        await page.GotoAsync("/join");
        await page.Locator("[data-testid=top-timer][data-measured=true]").WaitForAsync();
        return page;
    }

    /// <summary>The instant at which each new second was shown, by the digits that were shown.</summary>
    private static async Task<Dictionary<string, double>> WatchDigitsAsync(IPage page, int seconds = Seconds)
    {
        await page.EvaluateAsync(
            """
            () => {
              window.seen = {};
              const digits = document.querySelector('[data-testid=top-timer] .timer-digits');
              new MutationObserver(() => window.seen[digits.textContent] ??= performance.timeOrigin + performance.now())
                .observe(digits, { childList: true, characterData: true, subtree: true });
            }
            """
        );
        await page.WaitForFunctionAsync("seconds => Object.keys(window.seen).length >= seconds", seconds);
        return await page.EvaluateAsync<Dictionary<string, double>>("window.seen");
    }

    /// <summary>Sets the browser's wall clock wrong, as on a badly configured machine; the monotonic clock is unchanged.</summary>
    private static string WrongClock(int minutes) =>
        $$"""
            {
              const RightDate = Date;
              let wrong = {{minutes}} * 60000;
              window.setMinutesWrong = minutes => wrong = minutes * 60000;
              window.Date = class extends RightDate {
                constructor(...args) { args.length === 0 ? super(RightDate.now() + wrong) : super(...args); }
                static now() { return RightDate.now() + wrong; }
              };
            }
            """;
}
