using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Workspace;

/// <summary>The workspace as a cockpit: room for the shop, panes that fold and resize, two views, and everything by keyboard.</summary>
public sealed class CockpitTests(BrowserFixture browser) : IAsyncDisposable
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
    public async Task The_shop_gets_three_fifths_of_a_screen_and_the_first_screen_shows_a_chart()
    {
        var page = await OpenAsync("?tab=dashboard", 1440, 900);
        Assert.InRange(await WidthAsync(page, ".pane-views"), 0.6 * 1440, 1440);
        await page.SetViewportSizeAsync(1280, 720);
        await Expect(page.Locator("[data-chart=latency] canvas")).ToBeVisibleAsync();
        var chart = (await page.Locator("[data-chart=latency] .chart-area").BoundingBoxAsync())!;
        Assert.InRange(chart.Y + chart.Height, 0, 720);
        Assert.False(
            await page.EvaluateAsync<bool>("() => document.documentElement.scrollHeight > innerHeight"),
            "The page scrolls, not its panes."
        );
    }

    [Fact]
    public async Task Panes_fold_and_resize_by_mouse_and_keyboard_and_stay_so_after_a_reload()
    {
        var page = await OpenAsync("?tab=alerts", 1440, 900);
        var before = await WidthAsync(page, ".pane-incident");
        var grip = page.GetByTestId("grip-right");
        await grip.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        Assert.Equal(before + 32, await WidthAsync(page, ".pane-incident"), 1.0);
        var box = (await grip.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 4, box.Y + 200);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 4 - 100, box.Y + 200, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        Assert.Equal(before + 132, await WidthAsync(page, ".pane-incident"), 1.0);
        Assert.Equal($"{before + 132:0}", await grip.GetAttributeAsync("aria-valuenow"));

        await page.GetByTestId("fold-brief").ClickAsync();
        await Expect(page.Locator("#brief-body")).ToBeHiddenAsync();
        await page.ReloadAsync();
        await Expect(page.GetByTestId("fold-brief")).ToHaveAttributeAsync("aria-expanded", "false");
        await Expect(page.Locator("#brief-body")).ToBeHiddenAsync();
        Assert.Equal(before + 132, await WidthAsync(page, ".pane-incident"), 1.0);

        // By key, from anywhere outside a field.
        await page.GetByTestId("tab-alerts").FocusAsync();
        await page.Keyboard.PressAsync("[");
        await Expect(page.Locator("#brief-body")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("]");
        await Expect(page.Locator("#incident-body")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("]");
        await Expect(page.Locator("#incident-body")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_views_stand_side_by_side_change_places_and_close()
    {
        var page = await OpenAsync("?tab=logs", 1440, 900);
        await page.GetByTestId("choose-beside").SelectOptionAsync("dashboard");
        await Expect(page.GetByTestId("beside").GetByTestId("charts")).ToBeVisibleAsync();
        var (logs, charts) = ((await page.GetByTestId("log").BoundingBoxAsync())!, (await page.GetByTestId("charts").BoundingBoxAsync())!);
        Assert.True(logs.X + logs.Width < charts.X);
        await page.ReloadAsync();
        await page.GetByTestId("swap-views").ClickAsync();
        await Expect(page.GetByTestId("view").GetByTestId("charts")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("beside").GetByTestId("log")).ToBeVisibleAsync();
        await page.GetByTestId("tab-alerts").ClickAsync();
        await Expect(page.GetByTestId("view")).ToContainTextAsync("Alert rules");
        await Expect(page.GetByTestId("beside").GetByTestId("log")).ToBeVisibleAsync();
        await page.GetByTestId("close-beside").ClickAsync();
        await Expect(page.GetByTestId("beside")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_palette_finds_views_parts_actions_and_pages_by_keyboard_alone()
    {
        var page = await OpenAsync("?tab=dashboard", 1280, 720);
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByTestId("palette-input")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("trac");
        await Expect(page.GetByTestId("palette-list").Locator("[aria-selected=true]")).ToContainTextAsync("Traces");
        await Expect(page.GetByTestId("palette-list").Locator("[aria-selected=true] kbd")).ToHaveTextAsync(["g", "t"]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("tab-traces")).ToHaveAttributeAsync("aria-current", "page");
        await Expect(page.GetByTestId("palette")).ToBeHiddenAsync();

        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("fold incident");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#incident-body")).ToBeHiddenAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("xyzzy");
        await Expect(page.GetByTestId("palette").GetByRole(AriaRole.Status)).Not.ToBeEmptyAsync();
        await page.GetByTestId("palette-input").FillAsync("writing");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/documents");
    }

    [Fact]
    public async Task Single_keys_lead_to_views_are_listed_on_a_sheet_and_can_be_switched_off()
    {
        var page = await OpenAsync("?tab=dashboard", 1280, 720);
        await page.GetByTestId("tab-dashboard").FocusAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("l");
        await Expect(page.GetByTestId("tab-logs")).ToHaveAttributeAsync("aria-current", "page");
        // In a text field, letters are typed.
        await page.GetByTestId("log-search").FocusAsync();
        await page.Keyboard.TypeAsync("g d [");
        await Expect(page.GetByTestId("log-search")).ToHaveValueAsync("g d [");
        await Expect(page.Locator("#brief-body")).ToBeVisibleAsync();

        await page.GetByTestId("tab-logs").FocusAsync();
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByTestId("key-sheet")).ToContainTextAsync("Queue & workers");
        await page.GetByTestId("keys-on").UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("tab-logs").FocusAsync();
        await page.Keyboard.PressAsync("g");
        await page.Keyboard.PressAsync("d");
        await page.Keyboard.PressAsync("[");
        await page.Keyboard.PressAsync("?");
        await Expect(page.GetByTestId("key-sheet")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("tab-logs")).ToHaveAttributeAsync("aria-current", "page");
        await Expect(page.Locator("#brief-body")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Skip_links_lead_from_pane_to_pane()
    {
        var page = await OpenAsync("?tab=alerts&side=respond", 1280, 720);
        var skip = page.GetByRole(AriaRole.Button, new() { Name = "Go to the incident", Exact = true });
        await skip.FocusAsync();
        await Expect(skip).ToBeInViewportAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#pane-incident")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByTestId("fold-incident")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task On_a_phone_the_head_takes_a_fifth_of_the_screen_and_nothing_is_cut_off()
    {
        var page = await OpenAsync("?panel=incident", 390, 844, alerts: true);
        await Expect(page.GetByTestId("alert-banner").Locator("p").First).ToBeVisibleAsync();
        var panes = (await page.Locator(".panes").BoundingBoxAsync())!;
        var top = (await page.Locator(".top-bar").BoundingBoxAsync())!;
        Assert.InRange(panes.Y - top.Height, 0, 844 / 5.0);
        await Expect(page.GetByTestId("ack")).ToBeInViewportAsync();
        foreach (var panel in (string[])["brief", "views", "shop", "incident"])
        {
            await page.GetByTestId($"panel-{panel}").ClickAsync();
            await Expect(page.GetByTestId($"panel-{panel}")).ToHaveAttributeAsync("aria-current", "true");
            Assert.Equal(390, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        }

        await page.GetByTestId("run-menu").ClickAsync();
        await page.GetByTestId("pause").ClickAsync();
        await page.GetByTestId("resume").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await page.GetByTestId("places-button").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Quiz", Exact = true })).ToBeInViewportAsync();
    }

    private async Task<IPage> OpenAsync(string query, int width, int height, bool alerts = false)
    {
        var address = _bench.Portal.StartOnKestrel();
        var responder = await _bench.StartAsync();
        if (alerts)
        {
            Assert.True((await responder.SwitchChaosAsync(on: true)).Succeeded);
            await _bench.LiveAsync(TimeSpan.FromMinutes(4));
        }

        _page = await browser.SignInAsync(
            address,
            "demo-trainee-1",
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        await _page.GotoAsync($"/runs/{responder.RunId}{query}");
        await _page.Locator(".workspace[data-brief]").WaitForAsync();
        return _page;
    }

    private static async Task<double> WidthAsync(IPage page, string selector) => (await page.Locator(selector).BoundingBoxAsync())!.Width;
}
