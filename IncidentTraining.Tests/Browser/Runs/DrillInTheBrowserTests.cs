using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Runs;

/// <summary>The live drill of Lab 7, as a person uses it.</summary>
public sealed class DrillInTheBrowserTests(BrowserFixture browser) : IDisposable
{
    private const string Lab7 = "lab-7-incident-communication";

    private readonly PortalFactory _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task A_trainee_starts_the_drill_sends_an_update_and_sees_the_result()
    {
        var address = _portal.StartOnKestrel();
        var page = await browser.SignInAsync(
            address,
            "demo-trainee-1",
            new()
            {
                ViewportSize = new() { Width = 390, Height = 800 },
            }
        );
        await page.GotoAsync("/labs");
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await page.GetByTestId($"drill-start-{Lab7}").ClickAsync();
        await Assertions.Expect(page.GetByTestId("drill-log")).ToContainTextAsync("I do not know why yet");
        Assert.DoesNotContain("My guess is our cloud provider", await page.ContentAsync(), StringComparison.Ordinal);
        await page.Locator("main[data-interactive=true]").WaitForAsync();

        // Unsent text survives a reload; sent text is not restored.
        await page.Locator(".drill-update [data-kept=true]").WaitForAsync();
        await page.GetByTestId("drill-text").FillAsync("Most pages of the shop fail, paying included.");
        await page.Locator(".drill-update [data-kept=true]").WaitForAsync();
        await page.ReloadAsync();
        await page.Locator("main[data-interactive=true]").WaitForAsync();
        await Assertions.Expect(page.GetByTestId("drill-text")).ToHaveValueAsync("Most pages of the shop fail, paying included.");
        await page.GetByTestId("drill-send").ClickAsync();
        await Assertions.Expect(page.Locator(".drill-update [role=alert]")).ToContainTextAsync("Choose the stage of the incident.");
        await ChooseAsync(page, "drill-stage", "investigating");
        await ChooseAsync(page, "drill-impact", "most requests fail");
        await page.GetByTestId("drill-send").ClickAsync();
        await Assertions.Expect(page.GetByTestId("drill-sent")).ToHaveTextAsync("Sent to customers.");
        await Assertions.Expect(page.Locator("[data-kind=StatusUpdate]")).ToContainTextAsync("Most pages of the shop fail");
        await Assertions.Expect(page.GetByTestId("drill-text")).ToHaveValueAsync("");
        Assert.True(await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 390);

        await page.GetByTestId("drill-end").ClickAsync();
        await page.GetByTestId("end-confirm").ClickAsync();
        await Assertions.Expect(page.GetByTestId("drill-mark")).ToHaveTextAsync("met");
        var evidence = page.GetByTestId("drill-line-0").GetByRole(AriaRole.Link);
        await evidence.ClickAsync();
        await Assertions.Expect(page.Locator(".said:target")).ToContainTextAsync("Most pages of the shop fail");

        var facilitator = await browser.SignInAsync(address, "demo-facilitator", new());
        await facilitator.GotoAsync("/live-board");
        await Assertions.Expect(facilitator.GetByTestId("drill-board")).ToContainTextAsync("ended, met");
        await page.Context.CloseAsync();
        await facilitator.Context.CloseAsync();
    }

    private static async Task ChooseAsync(IPage page, string field, string word)
    {
        await page.GetByTestId(field).Locator("xpath=ancestor-or-self::*[contains(@class,'mud-select')]").First.ClickAsync();
        await page.Locator(".mud-popover-open .mud-list-item").Filter(new() { HasTextString = word }).First.ClickAsync();
    }
}
