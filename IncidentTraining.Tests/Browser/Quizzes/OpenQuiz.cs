using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Quizzes;

/// <summary>A quiz that is open in a browser.</summary>
internal static class OpenQuiz
{
    /// <summary>Starts the quiz and returns its attempt.</summary>
    public static async Task<Guid> BeginAsync(IPage page)
    {
        await page.GotoAsync("/quiz");
        await page.GetByTestId("quiz-start").ClickAsync();
        await ReadyAsync(page);
        return Guid.Parse(new Uri(page.Url).Segments[^1]);
    }

    /// <summary>The page accepts answers, and drafts of earlier pages are back in it.</summary>
    public static Task ReadyAsync(IPage page) =>
        page.WaitForSelectorAsync("main[data-interactive=true] [data-drafts-ready=true] [data-testid=quiz-paper][data-unsaved]");

    public static ILocator Saved(IPage page) =>
        page.Locator("[data-unsaved=false] [data-testid=quiz-save-state][data-kind=saved]").GetByText("Saved");
}
