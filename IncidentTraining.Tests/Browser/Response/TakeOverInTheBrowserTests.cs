using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Response;

/// <summary>
/// Taking over from both sides: the offer is on the first screen, the answer reaches the helper, and one click hands back.
/// </summary>
public sealed class TakeOverInTheBrowserTests(BrowserFixture browser) : IAsyncDisposable
{
    private readonly LabBench _bench = new(time: new(TimeProvider.System.GetUtcNow()));
    private readonly List<IPage> _pages = [];

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages)
        {
            await page.Context.CloseAsync();
        }

        _bench.Dispose();
    }

    [Theory]
    [InlineData(1280, 720)]
    [InlineData(390, 844)]
    public async Task An_offer_is_on_the_first_screen_is_answered_there_and_handed_back_in_one_click_and_both_sides_are_told(
        int width,
        int height
    )
    {
        var address = _bench.Portal.StartOnKestrel();
        var (first, _, _) = await _bench.StartCrewAsync();
        var crew = await OpenAsync(address, "demo-trainee-1", $"/runs/{first.RunId}?tab=dashboard", width, height);
        var helper = await OpenAsync(address, "demo-facilitator", $"/runs/{first.RunId}?tab=dashboard", 1280, 720);
        await helper.GetByTestId("offer-make").ClickAsync();
        await Expect(helper.GetByTestId("staff-bar")).ToContainTextAsync("has not answered yet");

        foreach (var button in (string[])["offer-no", "offer-yes"])
        {
            await Expect(crew.GetByTestId(button)).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await crew.GetByTestId("offer-no").ClickAsync();
        await Expect(helper.GetByTestId("offer-answer")).ToContainTextAsync("declined Femi Larsen's offer");
        await Expect(crew.GetByTestId("offer")).ToHaveCountAsync(0);

        await helper.GetByTestId("offer-make").ClickAsync();
        await crew.GetByTestId("offer-yes").ClickAsync();
        foreach (var page in (IPage[])[crew, helper])
        {
            await Expect(page.GetByTestId("lent"))
                .ToContainTextAsync("took over: incident commander, operations lead, communications lead, scribe.");
            await Expect(page.GetByTestId("hand-back")).ToBeInViewportAsync(new() { Ratio = 1 });
        }

        await helper.GetByTestId("hand-back").ClickAsync();
        foreach (var page in (IPage[])[crew, helper])
        {
            await Expect(page.GetByTestId("lent")).ToHaveCountAsync(0);
        }
    }

    private async Task<IPage> OpenAsync(Uri address, string userName, string path, int width, int height)
    {
        var page = await browser.SignInAsync(
            address,
            userName,
            new()
            {
                ViewportSize = new() { Width = width, Height = height },
            }
        );
        _pages.Add(page);
        await page.GotoAsync(path);
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        return page;
    }
}
