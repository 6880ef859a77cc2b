using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace IncidentTraining.Tests.Browser.Documents;

/// <summary>The same rule for saved answers and marks: one browser overwrites what the other saved only after a choice.</summary>
public sealed class ConflictElsewhereTests(BrowserFixture browser)
{
    private const string Trainee = "demo-trainee-1";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task At_the_grading_desk_an_undecided_conflict_is_asked_again_and_the_other_marks_come_in()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var document = await writing.SubmittedAsync();
        var first = await OpenAsync(browser, address, document);
        var second = await OpenAsync(browser, address, document);
        // Both are typed before either is stored.
        await second.GetByTestId("summary").FillAsync("From the second browser.");
        await first.GetByTestId("summary").FillAsync("From the first browser.");
        await first.Locator("[data-criterion] input[value='1']").First.CheckAsync();
        await Saved(first).WaitForAsync();
        var dispute = second.GetByTestId("dispute-summary");
        await Assertions.Expect(dispute).ToContainTextAsync("From the first browser.");
        Assert.Equal("From the second browser.", await second.InputValueAsync("[data-testid=summary]"));

        await ReadyAsync(second, () => second.ReloadAsync());
        await Assertions.Expect(dispute).ToContainTextAsync("From the first browser.");
        Assert.Equal("From the second browser.", await second.InputValueAsync("[data-testid=summary]"));
        Assert.Equal("From the first browser.", (await StoredAsync(writing, document)).Notes.Summary);
        Assert.Equal("conflict", await second.GetByTestId("save-state").GetAttributeAsync("data-kind"));

        // Only the text is in dispute; the mark set in the first browser is not asked about.
        Assert.Equal(1, await second.Locator("[data-dispute]").CountAsync());
        await second.Keyboard.PressAsync("F8");
        await Assertions.Expect(dispute.GetByTestId("keep-mine")).ToBeFocusedAsync();
        await second.Keyboard.PressAsync("Enter");
        await Saved(second).WaitForAsync();
        await Assertions.Expect(second.GetByTestId("summary")).ToBeFocusedAsync();
        await Assertions.Expect(first.GetByTestId("summary")).ToHaveValueAsync("From the second browser.");
        var stored = await StoredAsync(writing, document);
        Assert.Equal("From the second browser.", stored.Notes.Summary);
        Assert.Equal(1, stored.Notes.Mark(stored.Rubric!.Criteria[0].Id).Level);
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task In_the_quiz_an_undecided_conflict_is_asked_again_and_what_was_typed_since_is_kept()
    {
        await using var portal = new PortalFactory();
        var address = portal.StartOnKestrel();
        var first = await browser.SignInAsync(address, Trainee);
        var second = await browser.SignInAsync(address, Trainee);
        await first.GotoAsync("/quiz");
        await first.GetByTestId("quiz-start").ClickAsync();
        await first.GetByTestId("quiz-paper").WaitForAsync();
        await second.GotoAsync(first.Url);
        const string Short = "[data-kind=short] textarea";
        await first.Locator(Short).First.FillAsync("From the first browser.");
        await Assertions.Expect(first.GetByTestId("quiz-save-state")).ToHaveAttributeAsync("data-kind", "saved");
        await Assertions.Expect(first.GetByTestId("quiz-save-state")).ToContainTextAsync("Saved ");

        await second.Locator(Short).First.FillAsync("From the second browser.");
        var box = second.Locator("[data-kind=short] [data-conflict]").First;
        await box.WaitForAsync();
        await second.ReloadAsync();
        await box.GetByText("From the first browser.").WaitForAsync();
        Assert.Equal("From the second browser.", await second.Locator(Short).First.InputValueAsync());
        Assert.Equal(["From the first browser."], await StoredAsync(portal));

        await second.Locator(Short).First.FillAsync("From the second browser, longer.");
        await box.Locator("[data-keep=mine]").ClickAsync();
        await Assertions.Expect(second.GetByTestId("quiz-save-state")).ToContainTextAsync("Saved ");
        Assert.Equal(["From the second browser, longer."], await StoredAsync(portal));
        Assert.True(await box.IsHiddenAsync());
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    private static async Task<IPage> OpenAsync(BrowserFixture browser, Uri address, Guid document)
    {
        var page = await browser.SignInAsync(address, Writing.Instructor);
        await ReadyAsync(page, () => page.GotoAsync($"/reviews/{document}"));
        return page;
    }

    private static async Task ReadyAsync(IPage page, Func<Task> open)
    {
        await open();
        await page.WaitForSelectorAsync("[data-drafts-ready=true] [data-testid=grading]");
    }

    private static ILocator Saved(IPage page) => page.Locator("[data-testid=save-state][data-kind=saved]").GetByText("Saved");

    private static async Task<GradingView> StoredAsync(Writing writing, Guid document) =>
        (await writing.UseCase<OpenForGrading>().RunAsync(await writing.ActorAsync(Writing.Instructor), document, Ct)).Value;

    private static async Task<IReadOnlyList<string>> StoredAsync(PortalFactory portal)
    {
        await using var db = await portal.OpenDatabaseAsync();
        return [.. (await db.Set<QuizAnswer>().ToListAsync(Ct)).Select(answer => answer.ReadResponse().Text)];
    }
}
