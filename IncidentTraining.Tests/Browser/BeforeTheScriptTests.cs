using IncidentTraining.Tests.Support;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser;

/// <summary>On a slow network a form is visible before the script that saves it: early input must not be lost silently.</summary>
public sealed class BeforeTheScriptTests(BrowserFixture browser)
{
    private readonly TaskCompletionSource _arrived = new();

    [Fact]
    public async Task The_quiz_takes_an_answer_only_when_it_can_be_kept()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), "demo-trainee-1");
        await page.GotoAsync("/quiz");
        await HoldAsync(page, "**/TakePage*.js");
        await page.GetByTestId("quiz-start").ClickAsync();
        await NothingIsTakenThenEverythingIsKeptAsync(page, page.Locator("[data-kind=single] .option input").First, "quiz-save-state");
    }

    [Fact]
    public async Task The_grading_desk_takes_a_mark_only_when_it_can_be_kept()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var document = await writing.SubmittedAsync();
        var page = await browser.SignInAsync(address, Writing.Instructor);
        await HoldAsync(page, "**/_framework/blazor.web*.js");
        await page.GotoAsync($"/reviews/{document}", new() { WaitUntil = WaitUntilState.Commit });
        await NothingIsTakenThenEverythingIsKeptAsync(page, page.Locator("[data-criterion] input[type=radio]").First, "save-state");
    }

    private async Task NothingIsTakenThenEverythingIsKeptAsync(IPage page, ILocator choice, string saveState)
    {
        await choice.ClickAsync(new() { Force = true });
        Assert.False(await choice.IsCheckedAsync());

        _arrived.SetResult();
        await choice.CheckAsync();
        await page.Locator($"[data-testid={saveState}][data-kind=saved]").GetByText("Saved").WaitForAsync();
        await page.ReloadAsync();
        await Assertions.Expect(choice).ToBeCheckedAsync();
        await page.Context.CloseAsync();
    }

    private Task HoldAsync(IPage page, string script) => page.RouteAsync(script, async route =>
        {
            await _arrived.Task;
            await route.ContinueAsync();
        });
}
