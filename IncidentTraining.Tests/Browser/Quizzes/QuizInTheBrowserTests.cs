using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Quizzes;

/// <summary>Taking the quiz by keyboard and by thumb, and its end.</summary>
public sealed class QuizInTheBrowserTests(BrowserFixture browser)
{
    [Fact]
    public async Task To_finish_offers_the_safe_answer_first_and_lists_open_questions_as_ranges_that_a_thumb_hits()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(
            portal.StartOnKestrel(),
            QuizPortal.Trainee,
            new()
            {
                ViewportSize = new() { Width = 390, Height = 844 },
            }
        );
        await OpenQuiz.BeginAsync(page);
        var questions = await page.Locator("[data-question]").CountAsync();
        var third = page.Locator("[data-question='3']");
        await third.Locator("[data-flag]").ClickAsync();
        await OpenQuiz.Saved(page).WaitForAsync();
        await page.GetByTestId("quiz-finish").ClickAsync();

        await Expect(page.GetByTestId("quiz-back")).ToBeFocusedAsync();
        var open = page.GetByTestId("quiz-finish-dialog").Locator(".quiz-open");
        await Expect(open.First).ToContainTextAsync($"Not answered ({questions})");
        Assert.Equal([$"1–{questions}", "3"], await open.Locator("button").AllInnerTextsAsync());
        foreach (var button in await page.GetByRole(AriaRole.Dialog).Locator("button").AllAsync())
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

    [Fact]
    public async Task A_quiz_is_answered_and_submitted_by_keyboard_alone_one_question_at_a_time()
    {
        await using var portal = new PortalFactory();
        var page = await browser.SignInAsync(portal.StartOnKestrel(), QuizPortal.Trainee);
        var quiz = new QuizPortal(portal);
        var attempt = await OpenQuiz.BeginAsync(page);
        await page.GetByTestId("quiz-view-one").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("quiz-view-one")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(page.Locator("[data-question]:visible")).ToHaveCountAsync(1);
        var paper = (await quiz.ReadAsync(attempt)).Value;
        foreach (var question in paper.Questions)
        {
            var place = page.Locator($"[data-question='{question.Number}']");
            await Expect(place).ToBeVisibleAsync();
            await AnswerAsync(page, place, question);
            await Expect(place).ToHaveAttributeAsync("data-answered", "fully");
            if (question.Number < paper.Questions.Count)
            {
                await place.GetByTestId($"question-{question.Number}-next").FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Expect(page.Locator($"[data-question='{question.Number + 1}']")).ToBeFocusedAsync();
            }
        }

        await OpenQuiz.Saved(page).WaitForAsync();
        await page.GetByTestId("quiz-finish").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("quiz-back")).ToBeFocusedAsync();
        await Expect(page.GetByText("All questions are answered, and none is flagged.")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("quiz-finish")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("quiz-back")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByTestId("quiz-result-waiting").WaitForAsync();
        Assert.All((await quiz.ReadAsync(attempt)).Value.Questions, question => Assert.True(question.Version > 0));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_time_is_counted_in_the_browser_warns_and_closes_the_sheet_with_what_was_typed_last()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = new PortalFactory { Time = time };
        var quiz = new QuizPortal(portal, time);
        var address = portal.StartOnKestrel();
        var attempt = await quiz.StartAsync();
        var paper = (await quiz.ReadAsync(attempt)).Value;
        time.Advance(paper.Remaining - TimeSpan.FromSeconds(59));
        var page = await browser.SignInAsync(address, QuizPortal.Trainee);
        await page.GotoAsync($"/quiz/{attempt}");
        await OpenQuiz.ReadyAsync(page);
        await Expect(page.Locator("[data-clock-warning]")).ToHaveTextAsync("One minute left.");
        var first = await page.GetByTestId("quiz-timer").InnerTextAsync();
        await Expect(page.GetByTestId("quiz-timer")).Not.ToHaveTextAsync(first);

        var number = paper.Questions.First(question => question.Kind is QuestionKind.Short).Number;
        await page.GetByTestId($"question-{number}-text").FillAsync("Typed at the end.");
        time.Advance(TimeSpan.FromSeconds(59));
        await page.GetByTestId("quiz-result-waiting").WaitForAsync();
        var done = (await quiz.ReadAsync(attempt)).Value;
        Assert.Equal((AttemptState.Submitted, "Typed at the end."), (done.State, done.Questions[number - 1].Response.Text));
        await page.Context.CloseAsync();
    }

    private static async Task AnswerAsync(IPage page, ILocator place, PaperQuestion question)
    {
        switch (question.Kind)
        {
            case QuestionKind.Short:
                await place.Locator("textarea").FocusAsync();
                await page.Keyboard.TypeAsync("A structured look back.");
                break;
            case QuestionKind.Ordering:
                await place.Locator("[data-move='1']").First.FocusAsync();
                await page.Keyboard.PressAsync("Enter");
                await Expect(place.Locator("[data-place]")).ToContainTextAsync("place 2 of");
                await Expect(page.Locator("[data-move='1']:focus, [data-move='-1']:focus")).ToHaveCountAsync(1);
                break;
            case QuestionKind.Matching:
                foreach (var select in await place.Locator("select").AllAsync())
                {
                    await select.FocusAsync();
                    await page.Keyboard.PressAsync("ArrowDown");
                }

                break;
            default:
                await place.Locator(".options input").First.FocusAsync();
                await page.Keyboard.PressAsync("Space");
                break;
        }
    }
}
