using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser;

/// <summary>The end of the quiz, by keyboard and by thumb.</summary>
public sealed class QuizInTheBrowserTests(BrowserFixture browser)
{
    [Fact]
    public async Task To_finish_offers_the_safe_answer_first_and_lists_open_questions_as_ranges_that_a_thumb_hits()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(
            portal.StartOnKestrel(),
            "demo-trainee-1",
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
            }
        );
        await page.GotoAsync("/quiz");
        await page.GetByTestId("quiz-start").ClickAsync();
        await page.Locator("[data-testid=quiz-paper]:not([inert])").WaitForAsync();
        var questions = await page.Locator("[data-question]").CountAsync();
        var third = page.Locator("[data-question='3']");
        await third.Locator("[data-flag]").ClickAsync();
        await page.GetByTestId("quiz-finish").ClickAsync();

        await Expect(page.GetByTestId("quiz-back")).ToBeFocusedAsync();
        var open = page.GetByTestId("quiz-finish-dialog").Locator(".quiz-open");
        await Expect(open.First).ToContainTextAsync($"Not answered ({questions})");
        Assert.Equal([$"1–{questions}", "3"], await open.Locator("button").AllInnerTextsAsync());
        foreach (var button in await page.GetByTestId("quiz-finish-dialog").Locator("button").AllAsync())
        {
            var box = (await button.BoundingBoxAsync())!;
            Assert.True(box.Width >= 44 && box.Height >= 44, $"{await button.InnerTextAsync()}: {box.Width} x {box.Height}");
        }

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByTestId("quiz-hand-in")).ToBeFocusedAsync();
        await open.Nth(1).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(third).ToBeFocusedAsync();
        await page.Context.CloseAsync();
    }
}
