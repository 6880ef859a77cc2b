using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Working;

/// <summary>
/// The guarantees of all working pages: content at once, controls that are disabled until they work, a light first visit, no third-party
/// script.
/// </summary>
public sealed class WorkingPagesTests(BrowserFixture browser) : IAsyncDisposable
{
    private const int MostBytes = 250 * 1024;

    private readonly PortalFactory _portal = new();

    public ValueTask DisposeAsync() => _portal.DisposeAsync();

    [Theory]
    [InlineData("demo-facilitator", "/class")]
    [InlineData("demo-administrator", "/admin")]
    [InlineData("demo-instructor", "/reviews/documents")]
    public async Task A_first_visit_takes_at_most_250_KB_and_breaks_no_rule_of_the_portal(string userName, string path)
    {
        _portal.Settings["ReloadStaticAssetsAtRuntime"] = "false";
        var address = _portal.StartOnKestrel();
        var signedIn = await browser.SignInAsync(address, userName);
        var cookies = (await signedIn.Context.CookiesAsync()).Select(cookie => new Cookie
        {
            Name = cookie.Name,
            Value = cookie.Value,
            Url = address.ToString(),
        });
        await using var window = await browser.NewWindowAsync(address);
        await window.AddCookiesAsync(cookies);
        var page = await window.NewPageAsync();
        var (requests, complaints) = (new List<IRequest>(), new List<string>());
        page.RequestFinished += (_, request) => requests.Add(request);
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await page.Locator("main[data-interactive=true]").WaitForAsync();

        var kinds = requests.Where(request => request.ResourceType is "document" or "stylesheet" or "script").ToList();
        var sizes = await Task.WhenAll(kinds.Select(request => request.SizesAsync()));
        var total = sizes.Sum(size => size.ResponseBodySize);
        Assert.Contains(kinds, request => request.Url.Contains("MudBlazor", StringComparison.Ordinal));
        Assert.True(
            total is > 100_000 and <= MostBytes,
            $"{path}: {total} bytes\n{string.Join('\n', kinds.Zip(sizes).Select(pair => $"{pair.Second.ResponseBodySize} {pair.First.Url}"))}"
        );
        Assert.All(requests, request => Assert.Equal(address.Authority, new Uri(request.Url).Authority));
        Assert.Empty(complaints);
        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {total} bytes");
        await signedIn.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/labs")]
    [InlineData("/quiz")]
    public async Task A_page_keeps_its_own_style_sheet_while_the_circuit_draws_it_anew_and_has_it_once_afterwards(string path)
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-1");
        var sheet = path.TrimStart('/');
        await page.AddInitScriptAsync(
            $$"""
            const sheets = () => [...document.styleSheets].filter(sheet => sheet.href?.includes("css/{{sheet}}.")).length;
            let frames = 0;
            window.bare = [];
            const watch = () => {
              if (sheets() > 0) frames++;
              else if (frames > 0) window.bare.push(Math.round(performance.now()));
              requestAnimationFrame(watch);
            };
            requestAnimationFrame(watch);
            """
        );
        await page.GotoAsync(path);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.WaitForFunctionAsync($"() => document.querySelectorAll('link[href*=\"css/{sheet}.\"]').length === 1");
        Assert.Empty(await page.EvaluateAsync<int[]>("window.bare"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_page_that_is_opened_by_the_circuit_is_not_seen_before_its_style_sheet_is_there()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-trainee-1");
        await page.GotoAsync("/today");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.EvaluateAsync(
            """
            window.bare = 0;
            const watch = () => {
              const isSeen = document.querySelector("h1")?.textContent === "Labs" && getComputedStyle(document.querySelector("main")).opacity !== "0";
              if (isSeen && ![...document.styleSheets].some(sheet => sheet.href?.includes("css/labs."))) window.bare++;
              requestAnimationFrame(watch);
            };
            watch();
            """
        );
        await page.Locator(".top-nav").GetByRole(AriaRole.Link, new() { Name = "Labs" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Labs");
        await page.WaitForFunctionAsync("() => getComputedStyle(document.querySelector('main')).opacity === '1'");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("window.bare"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_its_circuit_a_page_shows_its_content_with_links_that_work_and_controls_that_are_disabled()
    {
        var address = _portal.StartOnKestrel();
        var page = await browser.SignInAsync(address, "demo-facilitator");
        await page.RouteAsync("**/_framework/blazor.web*", route => route.AbortAsync());
        await page.GotoAsync("/class");
        await Assertions.Expect(page.GetByTestId("members")).ToContainTextAsync("Thea Novak");
        await Assertions.Expect(page.GetByTestId("member-search")).ToBeDisabledAsync();
        await Assertions.Expect(page.Locator("main[data-interactive=false]")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Instructors" }).ClickAsync();
        await Assertions.Expect(page.GetByTestId("member-count")).ToHaveTextAsync("1 of 5 members");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_chosen_colours_are_in_the_first_response_and_MudBlazor_takes_them()
    {
        var address = _portal.StartOnKestrel();
        var page = await browser.SignInAsync(address, "demo-facilitator", new() { ColorScheme = ColorScheme.Light });
        await page.Context.AddCookiesAsync([
            new()
            {
                Name = "theme",
                Value = "dark",
                Url = address.ToString(),
            },
        ]);
        var answer = await page.GotoAsync("/class");
        Assert.Contains("data-theme=\"dark\"", await answer!.TextAsync());
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        Assert.Equal(
            "rgb(24, 33, 42)",
            await page.Locator(".mud-data-grid").EvaluateAsync<string>("grid => getComputedStyle(grid).backgroundColor")
        );
        await page.Context.CloseAsync();
    }
}
