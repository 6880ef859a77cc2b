using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Keyboard;

/// <summary>A person who starts with the keyboard before the circuit is connected keeps their focus.</summary>
public sealed class FocusAtStartTests(BrowserFixture browser) : IDisposable
{
    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task The_heading_takes_no_focus_when_the_circuit_starts_and_takes_it_on_the_next_page()
    {
        var page = await browser.SignInAsync(_portal.StartOnKestrel(), "demo-instructor");
        var started = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/blazor.web*.js", async route =>
        {
            await started.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/class", new() { WaitUntil = WaitUntilState.Commit });
        await page.Locator("main[data-interactive=false]").WaitForAsync();
        await page.Locator(".brand").FocusAsync();
        started.SetResult();
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        // The framework sets the focus with the render after the first; another render of the page shows that it has done so.
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await Expect(page.Locator(".brand")).ToBeFocusedAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Reviews", Exact = true }).ClickAsync();
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }
}
