using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Workspace;

/// <summary>Links from one view to the related content of another, over one time range of the run.</summary>
public sealed class CorrelationTests(BrowserFixture browser) : IAsyncDisposable
{
    private readonly LabBench _bench = new(time: new(TimeProvider.System.GetUtcNow()));
    private IPage? _page;

    public async ValueTask DisposeAsync()
    {
        if (_page is not null)
        {
            await _page.Context.CloseAsync();
        }

        _bench.Dispose();
    }

    [Fact]
    public async Task A_moment_leads_to_its_logs_a_line_to_its_trace_beside_it_and_the_trace_to_the_lines_of_its_request()
    {
        var page = await OpenAsync("?tab=dashboard");
        await page.Locator(".charts").FocusAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("moment-logs").ClickAsync();
        await Expect(page.GetByTestId("range")).ToContainTextAsync("to ");
        await page.GetByTestId("choose-beside").SelectOptionAsync("traces");
        await Expect(page.GetByTestId("beside")).ToContainTextAsync("Traces");
        await Expect(page.GetByTestId("range")).ToHaveCountAsync(2);

        await page.GetByTestId("log-search").FillAsync("slow request");
        await page.GetByTestId("log-search").PressAsync("Enter");
        // The lines that only count others belong to no request.
        await page.GetByTestId("log-level").SelectOptionAsync("Warn");
        await Expect(page.Locator("[role=option]").First).ToContainTextAsync("slow request: ");
        await Expect(page.Locator("[role=option]").First).Not.ToContainTextAsync("more lines");
        await page.GetByTestId("log").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        var trace = await page.GetByTestId("log-trace").Locator("code").InnerTextAsync();
        await page.GetByTestId("log-trace").ClickAsync();
        await Expect(page.GetByTestId("beside").GetByTestId("waterfall")).ToHaveAccessibleNameAsync($"Trace {trace}");
        await Expect(page.GetByTestId("view").GetByTestId("log-search")).ToHaveValueAsync("slow request");

        await page.GetByTestId("trace-logs").ClickAsync();
        await Expect(page.GetByTestId("view").GetByTestId("log-search")).ToHaveValueAsync(trace);
        await Expect(page.GetByTestId("beside").GetByTestId("waterfall")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_stretch_that_is_drawn_in_a_chart_holds_for_all_views_until_it_is_taken_away()
    {
        var page = await OpenAsync("?tab=dashboard");
        await page.DrawRangeAsync();
        await Expect(page.GetByTestId("range")).ToBeVisibleAsync();
        var words = await page.GetByTestId("range").InnerTextAsync();
        await page.GetByTestId("tab-logs").ClickAsync();
        await Expect(page.GetByTestId("range")).ToHaveTextAsync(words);
        await page.ReloadAsync();
        await Expect(page.GetByTestId("range")).ToHaveTextAsync(words);
        var narrow = await page.GetByTestId("log-state").InnerTextAsync();
        await page.GetByTestId("range-all").ClickAsync();
        await Expect(page.GetByTestId("range")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("log-state")).Not.ToHaveTextAsync(narrow);
        await page.GetByTestId("tab-dashboard").ClickAsync();
        await Expect(page.Locator("[data-span='3600']")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task Yesterday_is_drawn_and_told_by_the_keyboard_until_it_is_switched_off()
    {
        var page = await OpenAsync("?tab=dashboard");
        var (button, legend, readout) = (
            page.GetByTestId("yesterday"),
            page.Locator("[data-line=latency_p95]"),
            page.Locator(".chart-readout")
        );
        await Expect(legend).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^[0-9.]+$"));
        await button.FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(legend).ToHaveTextAsync(new System.Text.RegularExpressions.Regex("yesterday [0-9]+"));

        // The hour before the run is at the other end of the charts.
        await page.Locator(".charts").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        await Expect(readout)
            .ToContainTextAsync(
                new System.Text.RegularExpressions.Regex("At [0-9]{2}:[0-9]{2}:[0-9]{2} UTC · P95 [0-9]+ ms \\(yesterday [0-9]+\\)")
            );

        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(readout).Not.ToContainTextAsync("yesterday");
    }

    [Fact]
    public async Task An_alert_leads_to_the_charts_around_the_moment_at_which_it_changed()
    {
        var page = await OpenAsync("?tab=alerts");
        await page.Locator("[data-testid^=alert-chart-]").First.ClickAsync();
        await Expect(page.GetByTestId("charts")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("range")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-span='3600']")).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task An_alert_leads_to_its_runbook_in_another_tab()
    {
        var page = await OpenAsync("?tab=alerts");
        var link = page.Locator("[data-testid^=alert-runbook-]").First;
        var runbook = await page.Context.RunAndWaitForPageAsync(() => link.ClickAsync());
        await Expect(runbook.GetByText("What customers notice.")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("workspace")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task An_action_of_the_palette_is_typed_in_the_console_and_not_run()
    {
        var page = await OpenAsync("?tab=dashboard");
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("shop action pool");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("console-input")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("^[a-z-]*pool $"));
        await Expect(page.GetByTestId("console-screen")).ToContainTextAsync("Nothing typed yet");
    }

    [Fact]
    public async Task Log_lines_stand_still_while_the_pointer_is_on_them()
    {
        var page = await OpenAsync("?tab=logs");
        await page.GetByTestId("log").HoverAsync();
        await Expect(page.GetByTestId("log-state")).ToContainTextAsync("while the pointer");
        var first = await page.Locator("[role=option]").First.GetAttributeAsync("id");
        var state = await page.GetByTestId("log-state").InnerTextAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(20));
        await Expect(page.GetByTestId("log-state")).Not.ToHaveTextAsync(state);
        Assert.Equal(first, await page.Locator("[role=option]").First.GetAttributeAsync("id"));
        await page.GetByTestId("fold-incident").HoverAsync();
        await Expect(page.GetByTestId("log-state")).ToContainTextAsync("Following");
        await Expect(page.Locator("[role=option]").First).Not.ToHaveIdAsync(first!);
    }

    private async Task<IPage> OpenAsync(string query)
    {
        var address = _bench.Portal.StartOnKestrel();
        var responder = await _bench.StartAsync();
        Assert.True((await responder.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        _page = await browser.SignInAsync(
            address,
            "demo-trainee-1",
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
            }
        );
        await _page.GotoAsync($"/runs/{responder.RunId}{query}");
        await _page.Locator(".workspace[data-brief]").WaitForAsync();
        if (query.Contains("dashboard", StringComparison.Ordinal))
        {
            await _page.Locator("[data-line=latency_p95]:not(:empty)").First.WaitForAsync();
        }

        return _page;
    }
}
