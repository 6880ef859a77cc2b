using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Reviews;

/// <summary>
/// Instructors' entries survive everything that can come between them and the portal, and are deleted from the browser once stored.
/// </summary>
public sealed class MarksDraftsInTheBrowserTests(BrowserFixture browser)
{
    private const string Words = "Names the signal.\nSay what it cost.";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_grade_survives_a_lost_circuit_a_restart_and_an_expired_sign_in_and_is_stored_as_typed()
    {
        using var folder = new TemporaryFolder();
        var first = new PortalFactory(folder.Path);
        var address = first.StartOnKestrel();
        await MarkedWork.AnsweredAsync(new(first));
        var page = await browser.SignInAsync(address, QuizPortal.Instructor);
        var circuit = await Circuit.OfAsync(page);
        await OpenAsync(page, "/quiz/grading");

        // The circuit is disconnected while it is typed, and the portal has it anyway when the circuit is back.
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await page.GetByTestId("grade-answer-0-points").SelectOptionAsync("1.5");
        await page.GetByTestId("grade-answer-0-comment").FillAsync(Words);
        await page.WaitForSelectorAsync("[data-kept=true]");
        circuit.Join();
        await Expect(page.GetByTestId("grade-unsaved")).ToHaveTextAsync("1 answer has unsaved entries.", new() { Timeout = 30_000 });

        // The portal stops and comes back without the circuit; the page reloads automatically.
        await first.DisposeAsync();
        await using var portal = new PortalFactory(folder.Path);
        portal.StartOnKestrel(address.Port);
        await Expect(page.GetByTestId("kept-note")).ToContainTextAsync("Restored your unsaved text", new() { Timeout = 60_000 });
        await AssertEnteredAsync(page);

        // The sign-in has expired: another person at this computer sees nothing of it.
        await page.Context.ClearCookiesAsync(new() { Name = "incident-training" });
        await page.GotoAsync("/quiz/grading");
        await SignInAsync(page, QuizPortal.Trainee);
        await page.GotoAsync("/quiz/grading");
        Assert.DoesNotContain("Say what it cost.", await page.ContentAsync(), StringComparison.Ordinal);
        await page.Context.ClearCookiesAsync(new() { Name = "incident-training" });
        await page.GotoAsync("/quiz/grading");
        await SignInAsync(page, QuizPortal.Instructor);
        await OpenAsync(page, "/quiz/grading");
        await Expect(page.GetByTestId("kept-note")).ToContainTextAsync("Restored your unsaved text");
        await AssertEnteredAsync(page);

        // Stored by the keyboard, and the draft is gone.
        await page.GetByTestId("grade-answer-0-comment").FocusAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByTestId("grade-save")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("grading-saved")).ToContainTextAsync("One grade saved.");
        await Expect(page.GetByTestId("grade-save")).ToBeFocusedAsync();
        Assert.Equal((1.5m, Words), await StoredAsync(portal));
        await Expect(page.GetByTestId("kept-note")).ToHaveCountAsync(0);
        await OpenAsync(page, "/quiz/grading");
        Assert.Equal(0, await page.GetByTestId("kept-note").CountAsync());

        // Discarding a draft restores the stored value.
        var path = await page.Locator("[data-testid^=grading-question-]").First.GetAttributeAsync("href");
        await OpenAsync(page, path!);
        await page.GetByTestId("grade-answer-0-points").SelectOptionAsync("");
        await page.GetByTestId("grade-answer-0-comment").FillAsync("Not to be kept.");
        await page.WaitForSelectorAsync("[data-kept=true]");
        await OpenAsync(page, path!);
        await Expect(page.GetByTestId("grade-answer-0-comment")).ToHaveValueAsync("Not to be kept.");
        await page.GetByTestId("discard-draft").ClickAsync();
        await AssertEnteredAsync(page);
        await Expect(page.GetByTestId("grade-unsaved")).ToBeEmptyAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Two_instructors_at_one_answer_see_each_others_grade_and_neither_loses_a_word()
    {
        await using var portal = new PortalFactory();
        var address = portal.StartOnKestrel();
        await MarkedWork.AnsweredAsync(new(portal));
        var page = await browser.SignInAsync(address, QuizPortal.Instructor);
        await OpenAsync(page, "/quiz/grading");
        var other = await page.Context.NewPageAsync();
        await OpenAsync(other, "/quiz/grading");
        await page.GetByTestId("grade-answer-0-comment").FillAsync("Mine.");
        await other.GetByTestId("grade-answer-0-points").SelectOptionAsync("1");
        await other.GetByTestId("grade-answer-0-comment").FillAsync("Theirs.");
        await other.GetByTestId("grade-save").ClickAsync();
        await Expect(page.GetByTestId("grade-answer-0-overtaken")).ToContainTextAsync("“Theirs.”");
        await Expect(page.GetByTestId("grade-answer-0-comment")).ToHaveValueAsync("Mine.");

        // A page that is loaded now has the other's grade; the reader's own words are shown next to it until they are discarded.
        await page.WaitForSelectorAsync("[data-kept=true]");
        Assert.Contains("?question=", page.Url, StringComparison.Ordinal);
        await page.ReloadAsync();
        await ReadyAsync(page);
        await Expect(page.GetByTestId("grade-answer-0-comment")).ToHaveValueAsync("Theirs.");
        await Expect(page.GetByTestId("kept-note").Locator("pre")).ToHaveTextAsync("Mine.");
        await page.ReloadAsync();
        await ReadyAsync(page);
        await Expect(page.GetByTestId("kept-note").Locator("pre")).ToHaveTextAsync("Mine.");
        await page.GetByTestId("discard-draft").ClickAsync();
        await page.ReloadAsync();
        await ReadyAsync(page);
        Assert.Equal(0, await page.GetByTestId("kept-note").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_rubric_is_marked_by_the_keyboard_and_what_was_chosen_outlives_a_reload()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        var sample = await writing.SampleAsync();
        var page = await browser.SignInAsync(address, Writing.OtherTrainee);
        await OpenAsync(page, $"/samples/{sample}");
        var criteria = writing.UseCase<Rubrics>().Find("runbook")!.Criteria;
        await page.GetByTestId($"level-{criteria[0].Id}-0").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.GetByTestId($"level-{criteria[0].Id}-1")).ToBeCheckedAsync();
        await Expect(page.GetByTestId("total")).ToContainTextAsync($"{criteria.Count - 1} of {criteria.Count} criteria open");
        await page.ReloadAsync();
        await ReadyAsync(page);
        await Expect(page.GetByTestId("kept-note")).ToContainTextAsync("Restored your unsaved text");
        await Expect(page.GetByTestId($"level-{criteria[0].Id}-1")).ToBeCheckedAsync();
        await Expect(page.GetByTestId("total")).ToContainTextAsync($"{criteria.Count - 1} of {criteria.Count} criteria open");

        await page.GetByTestId("discard-draft").ClickAsync();
        await Expect(page.GetByTestId("total")).ToContainTextAsync($"{criteria.Count} of {criteria.Count} criteria open");
        Assert.Equal(0, await page.Locator(".level input:checked").CountAsync());

        // What is missing gets the focus; at the end it goes to the comparison.
        await page.GetByTestId("mark").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId($"level-{criteria[0].Id}-0")).ToBeFocusedAsync();
        foreach (var criterion in criteria)
        {
            await page.GetByTestId($"level-{criterion.Id}-1").CheckAsync();
        }

        await page.GetByTestId("mark").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("compared")).ToBeVisibleAsync();
        await Expect(page.Locator("#compared-marks")).ToBeFocusedAsync();
        await page.ReloadAsync();
        await Expect(page.GetByTestId("compared")).ToBeVisibleAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task On_a_phone_no_page_with_marks_is_wider_than_the_screen()
    {
        using var writing = new Writing();
        var address = writing.Factory.StartOnKestrel();
        await MarkedWork.AnsweredAsync(new(writing.Factory, writing.Time));
        var (moderated, sample) = (await writing.FarApartAsync(), await writing.SampleAsync());
        foreach (
            var (userName, path) in ((string, string)[])
                [
                    (Writing.Instructor, "/quiz/grading"),
                    ("demo-facilitator", $"/reviews/{moderated}/moderate"),
                    (Writing.OtherTrainee, $"/samples/{sample}"),
                ]
        )
        {
            var page = await browser.SignInAsync(
                address,
                userName,
                new()
                {
                    ViewportSize = new() { Width = 390, Height = 844 },
                }
            );
            await OpenAsync(page, path);
            Assert.True(
                await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") <= 390,
                $"{path} is wider than the screen."
            );
            await page.Context.CloseAsync();
        }
    }

    private static async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(path);
        await ReadyAsync(page);
    }

    private static Task ReadyAsync(IPage page) => page.WaitForSelectorAsync("main[data-interactive=true] [data-drafts-ready]");

    private static async Task AssertEnteredAsync(IPage page)
    {
        await Expect(page.GetByTestId("grade-answer-0-points")).ToHaveValueAsync("1.5");
        await Expect(page.GetByTestId("grade-answer-0-comment")).ToHaveValueAsync(Words);
    }

    private static async Task SignInAsync(IPage page, string userName)
    {
        await page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal));
        await page.ClickAsync($"button[value='{userName}']");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    private static async Task<(decimal? Points, string Comment)> StoredAsync(PortalFactory portal)
    {
        var answers = await portal
            .Services.GetRequiredService<ReadShortAnswers>()
            .RunAsync(await portal.ActorAsync(QuizPortal.Instructor), await portal.CohortIdAsync(), Ct);
        var answer = answers.Value.Questions[0].Answers[0];
        return (answer.Points, answer.Comment);
    }
}
