using System.Globalization;
using IncidentTraining.Tests.Browser.Workspace;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Runs;

/// <summary>The views of the practice shop in a real browser: charts, logs, console, hidden tab, and the replay of the run.</summary>
public sealed class ShopViewsTests(BrowserFixture browser) : IDisposable
{
    private readonly PortalFactory _portal = new();
    private readonly List<string> _errors = [];

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task A_responder_goes_through_all_views_and_scrubs_the_run_afterwards()
    {
        var page = await StartRehearsalAsync();
        await page.GetByTestId("tab-chaos").ClickAsync();
        await page.GetByTestId($"switch-{LabBench.Chaos}").ClickAsync();
        await LookAtChartsAsync(page);
        await ReadLogsAsync(page);
        await UseConsoleAsync(page);
        foreach (var tab in ShopTab.All)
        {
            await page.GetByTestId($"tab-{tab.Name}").ClickAsync();
            await Expect(page.GetByTestId($"tab-{tab.Name}")).ToHaveAttributeAsync("aria-current", "page");
        }

        await page.GetByTestId("finish").ClickAsync();
        await page.GetByTestId("finish-confirm").ClickAsync();
        await page.GetByTestId("open-replay").ClickAsync();
        await ScrubAsync(page);
        Assert.Empty(_errors);
    }

    [Fact]
    public async Task A_hidden_tab_gets_nothing_and_is_up_to_date_when_it_is_seen_again()
    {
        var page = await StartRehearsalAsync();
        await page.GetByTestId("tab-alerts").ClickAsync();
        await page.GetByTestId("tab-dashboard").ClickAsync();
        var figure = page.GetByTestId("figure-request_rate");
        await Expect(figure).Not.ToContainTextAsync("–");
        await HideAsync(page, hidden: true);
        // A short glance away is not hiding: the page reports it after two seconds, and one more batch may be in progress.
        await page.WaitForTimeoutAsync(4000);
        var frames = await page.EvaluateAsync<string>("() => document.querySelector('.tiles').innerText");
        await page.WaitForTimeoutAsync(4000);
        Assert.Equal(frames, await page.EvaluateAsync<string>("() => document.querySelector('.tiles').innerText"));
        await HideAsync(page, hidden: false);
        await page.WaitForFunctionAsync("before => document.querySelector('.tiles').innerText !== before", frames);
        Assert.Empty(_errors);
    }

    private static ILocatorAssertions Expect(ILocator locator) => Assertions.Expect(locator);

    // A headless browser never hides its page: the test sends what a browser would report.
    private static Task HideAsync(IPage page, bool hidden) =>
        page.EvaluateAsync(
            "hidden => { Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden }); document.dispatchEvent(new Event('visibilitychange')); }",
            hidden
        );

    private static async Task LookAtChartsAsync(IPage page)
    {
        await page.GetByTestId("tab-dashboard").ClickAsync();
        await Expect(page.Locator("[data-chart=latency] canvas")).ToBeVisibleAsync();
        // A pointer that rests on a chart without values shows nothing.
        await page.Locator("[data-line=latency_p95]:not(:empty)").First.WaitForAsync();
        await page.Locator("[data-chart=traffic] .u-over").HoverAsync();
        await Expect(page.Locator(".chart-readout")).ToContainTextAsync("At ");
        await page.Locator(".charts").FocusAsync();
        // The charts begin an hour before the run.
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator(".chart-readout")).ToContainTextAsync("P95");
        var first = await ReadoutAsync(page);
        await page.Keyboard.PressAsync("End");
        // A range of less than two seconds is accidental: a quarter of the chart must be more.
        for (var looks = 0; looks < 1000 && await ReadoutAsync(page) - first < TimeSpan.FromMinutes(60) + TimeSpan.FromSeconds(20); looks++)
        {
            await page.Keyboard.PressAsync("End");
        }

        await page.DrawRangeAsync();
        await Expect(page.Locator("[data-span='3600']")).ToHaveAttributeAsync("aria-pressed", "false");
        await page.Locator("[data-span='0']").ClickAsync();
        await Expect(page.Locator("[data-span='0']")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    /// <summary>The time of day that the readout shows.</summary>
    private static async Task<TimeOnly> ReadoutAsync(IPage page) =>
        TimeOnly.ParseExact(
            (await page.Locator(".chart-readout").InnerTextAsync()).Split(' ')[1],
            "HH:mm:ss",
            CultureInfo.InvariantCulture
        );

    private static async Task ReadLogsAsync(IPage page)
    {
        await page.GetByTestId("tab-logs").ClickAsync();
        await Expect(page.GetByTestId("log-state")).ToContainTextAsync("Following");
        await Expect(page.Locator("[role=option]").Nth(40)).ToBeAttachedAsync();
        await page.GetByTestId("log").EvaluateAsync("log => log.scrollTop = 600");
        await Expect(page.GetByTestId("log-state")).ToContainTextAsync("Held");
        await page.GetByTestId("log").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.GetByTestId("log-detail")).ToBeVisibleAsync();
        await page.GetByTestId("log-pause").ClickAsync();
        await Expect(page.GetByTestId("log-state")).ToContainTextAsync("Following");
    }

    private static async Task UseConsoleAsync(IPage page)
    {
        await page.GetByTestId("tab-console").ClickAsync();
        var input = page.GetByTestId("console-input");
        await input.FillAsync("resize-p");
        await input.PressAsync("Tab");
        await Expect(input).ToHaveValueAsync("resize-pool ");
        await input.FillAsync("resize-pool connections=24");
        await input.PressAsync("Enter");
        await Expect(page.GetByTestId("console-screen")).ToContainTextAsync("24 connections");
        await input.PressAsync("ArrowUp");
        await Expect(input).ToHaveValueAsync("resize-pool connections=24");
        // The field is not a keyboard trap: after Escape, the next Tab moves on.
        await input.PressAsync("Escape");
        await input.PressAsync("Tab");
        await Expect(page.GetByTestId("console-run")).ToBeFocusedAsync();
    }

    private static async Task ScrubAsync(IPage page)
    {
        await page.GetByTestId("replay").WaitForAsync();
        await page.GetByTestId("replay-after").ClickAsync();
        await Expect(page.Locator(".replay-event")).ToContainTextAsync(LabBench.Chaos);
        await page.GetByTestId("tab-chaos").ClickAsync();
        await Expect(page.GetByTestId($"experiment-{LabBench.Chaos}")).ToContainTextAsync("on");
        await Expect(page.GetByTestId($"switch-{LabBench.Chaos}")).ToBeDisabledAsync();
        // The first second: how soon after it the experiment was switched on depends on the machine.
        await page.GetByTestId("replay-slider").FillAsync("0");
        await Expect(page.Locator("[data-testid=replay-at] small")).ToContainTextAsync("00:00");
        await Expect(page.GetByTestId($"switch-{LabBench.Chaos}")).ToHaveTextAsync("Switch on");
        foreach (var tab in ShopTab.Replayed)
        {
            await page.GetByTestId($"tab-{tab.Name}").ClickAsync();
            await Expect(page.GetByTestId($"tab-{tab.Name}")).ToHaveAttributeAsync("aria-current", "page");
        }

        await page.GetByTestId("replay-play").ClickAsync();
        await Expect(page.Locator("[data-testid=replay-at] small")).Not.ToContainTextAsync("00:00");
    }

    private async Task<IPage> StartRehearsalAsync()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-1");
        page.PageError += (_, error) => _errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Add(message.Text);
            }
        };
        await page.GotoAsync("/labs");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByText("Rehearse instead").First.ClickAsync();
        await page.GetByTestId($"pace-{LabBench.Lab1}").SelectOptionAsync("10");
        await page.GetByTestId($"rehearse-{LabBench.Lab1}").ClickAsync();
        await page.GetByTestId("workspace").WaitForAsync();
        return page;
    }
}
