using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Working;

/// <summary>
/// A page says "saved" only once drafts of earlier pages are back in its fields: until then, what the browser still has is not saved.
/// </summary>
public sealed class SavedStateTests(BrowserFixture browser)
{
    private const string Interactive = "main[data-interactive=true] .save-state[data-kind=saved]";

    [Fact]
    public async Task The_answer_sheet_does_not_say_saved_while_drafts_are_on_their_way()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), QuizPortal.Trainee);
        var attempt = await new QuizPortal(portal).StartAsync();
        await AssertSaidAfterDraftsAsync(page, $"/quiz/{attempt}", "[data-unsaved]");
    }

    [Fact]
    public async Task The_grading_desk_does_not_say_saved_while_drafts_are_on_their_way()
    {
        using var writing = new Writing();
        var page = await browser.SignInAsync(writing.Factory.StartOnKestrel(), Writing.Instructor);
        var document = await writing.SubmittedAsync("runbook");
        await AssertSaidAfterDraftsAsync(page, $"/reviews/{document}", "[data-testid=grading]");
    }

    private static async Task AssertSaidAfterDraftsAsync(IPage page, string address, string scriptIsThere)
    {
        var released = new TaskCompletionSource();
        await page.RouteAsync("**/js/form-drafts*", async route =>
        {
            await released.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(address);
        await page.WaitForSelectorAsync($"main[data-interactive=true] {scriptIsThere}");
        var state = page.Locator(Interactive);
        await state.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await Expect(state).ToBeHiddenAsync();
        released.SetResult();
        await Expect(state).ToBeVisibleAsync();
        await Expect(state).ToHaveTextAsync("All changes saved");
        await page.Context.CloseAsync();
    }
}
