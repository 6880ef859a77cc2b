using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Tests.Browser.Working;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace IncidentTraining.Tests.Browser.Quizzes;

/// <summary>A quiz continues without its circuit, and no answer is lost with a circuit, a portal or a session.</summary>
public sealed class AwayInTheQuizTests(BrowserFixture browser)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_of_every_kind_made_while_the_circuit_is_away_are_shown_kept_and_stored_when_it_is_back()
    {
        await using var portal = new PortalFactory();
        var quiz = new QuizPortal(portal);
        var page = await browser.SignInAsync(portal.StartOnKestrel(), QuizPortal.Trainee);
        var circuit = await Circuit.OfAsync(page);
        var attempt = await OpenQuiz.BeginAsync(page);
        var paper = (await quiz.ReadAsync(attempt)).Value;
        await page.GetByTestId("question-1-flag").CheckAsync();
        await OpenQuiz.Saved(page).WaitForAsync();
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await Expect(page.GetByTestId("quiz-away")).ToBeVisibleAsync();
        await Expect(page.GetByTestId("quiz-save-state")).ToBeHiddenAsync();
        await Expect(page.GetByTestId("quiz-finish")).ToBeDisabledAsync();
        await Expect(page.GetByTestId("quiz-finish-end")).ToBeDisabledAsync();

        var made = await AnswerAsync(page, paper);
        foreach (var number in made.Keys)
        {
            await Expect(page.GetByTestId($"quiz-overview-{number}")).Not.ToHaveAttributeAsync("data-answered", "nothing");
        }

        // The views work without the circuit, too.
        await page.GetByTestId("quiz-view-one").ClickAsync();
        await page.GetByTestId("quiz-overview-3").ClickAsync();
        await Expect(page.Locator("[data-question]:visible")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-question='3']")).ToBeFocusedAsync();
        Assert.All((await quiz.ReadAsync(attempt)).Value.Questions.Skip(1), question => Assert.Equal(0, question.Version));

        circuit.Join();
        await OpenQuiz.Saved(page).WaitForAsync(new() { Timeout = 60_000 });
        await Expect(page.GetByTestId("quiz-finish")).ToBeEnabledAsync();
        await page.GetByTestId("quiz-view-all").ClickAsync();
        await Expect(page.GetByTestId("quiz-finish-end")).ToBeEnabledAsync();
        await Expect(page.GetByTestId("quiz-away")).ToBeHiddenAsync();
        AssertStored(made, (await quiz.ReadAsync(attempt)).Value);
        Assert.True((await quiz.ReadAsync(attempt)).Value.Questions[0].Flagged);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_restart_of_the_portal_loses_no_answer_and_the_page_reloads_itself()
    {
        using var folder = new TemporaryFolder();
        var first = new PortalFactory(folder.Path);
        var address = first.StartOnKestrel();
        var page = await browser.SignInAsync(address, QuizPortal.Trainee);
        var attempt = await OpenQuiz.BeginAsync(page);
        var paper = (await new QuizPortal(first).ReadAsync(attempt)).Value;
        await page.EvaluateAsync("() => { window.isSamePage = true; }");
        await first.DisposeAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        var made = await AnswerAsync(page, paper);
        await page.WaitForSelectorAsync("[data-kept=true]");
        await using var second = new PortalFactory(folder.Path);
        second.StartOnKestrel(address.Port);
        await page.WaitForFunctionAsync("() => !window.isSamePage", null, new() { Timeout = 60_000 });
        await AssertShownAsync(page, made);
        await OpenQuiz.Saved(page).WaitForAsync();
        AssertStored(made, (await new QuizPortal(second).ReadAsync(attempt)).Value);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task When_the_session_is_ended_the_answers_are_kept_and_stored_after_the_next_sign_in()
    {
        await using var portal = new PortalFactory();
        var quiz = new QuizPortal(portal);
        var page = await browser.SignInAsync(portal.StartOnKestrel(), QuizPortal.Trainee);
        var circuit = await Circuit.OfAsync(page);
        var attempt = await OpenQuiz.BeginAsync(page);
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        var made = await AnswerAsync(page, (await quiz.ReadAsync(attempt)).Value);
        await page.WaitForSelectorAsync("[data-kept=true]");
        Assert.True(
            (
                await portal
                    .Services.GetRequiredService<EndAccess>()
                    .SignOutAsync(
                        await portal.ActorAsync(QuizPortal.Facilitator),
                        await portal.CohortIdAsync(),
                        (await portal.ActorAsync(QuizPortal.Trainee)).PersonId,
                        Ct
                    )
            ).Succeeded
        );
        await page.Context.ClearCookiesAsync(new() { Name = "incident-training" });
        circuit.Join();
        page.Dialog += (_, dialog) => _ = dialog.AcceptAsync();
        await page.GotoAsync("/sign-in");
        await page.ClickAsync($"button[value='{QuizPortal.Trainee}']");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync($"/quiz/{attempt}");
        await AssertShownAsync(page, made);
        await OpenQuiz.Saved(page).WaitForAsync();
        AssertStored(made, (await quiz.ReadAsync(attempt)).Value);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Answers_that_arrive_after_the_time_are_named_and_the_stored_ones_are_submitted()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var portal = new PortalFactory { Time = time };
        var quiz = new QuizPortal(portal, time);
        var page = await browser.SignInAsync(portal.StartOnKestrel(), QuizPortal.Trainee);
        var circuit = await Circuit.OfAsync(page);
        var attempt = await quiz.StartAsync();
        await page.GotoAsync($"/quiz/{attempt}");
        await OpenQuiz.ReadyAsync(page);
        await page.GetByTestId("question-2-flag").CheckAsync();
        await OpenQuiz.Saved(page).WaitForAsync();
        await circuit.CutAsync();
        await page.Locator("#components-reconnect-modal.components-reconnect-show").WaitForAsync();
        await page.GetByTestId("question-1-flag").CheckAsync();
        time.Advance((await quiz.ReadAsync(attempt)).Value.Remaining + QuizAttempt.NetworkGrace + TimeSpan.FromSeconds(1));
        circuit.Join();
        await Expect(page.GetByTestId("quiz-not-submitted"))
            .ToHaveTextAsync(
                "The time was up before question 1 could be saved. Your saved answers have been submitted.",
                new() { Timeout = 60_000 }
            );
        await page.GetByTestId("quiz-to-result").ClickAsync();
        await page.GetByTestId("quiz-result").WaitForAsync();
        var done = (await quiz.ReadAsync(attempt)).Value;
        Assert.Equal((AttemptState.Submitted, false, true), (done.State, done.Questions[0].Flagged, done.Questions[1].Flagged));
        await page.Context.CloseAsync();
    }

    /// <summary>One answer of each kind; returns the picks or the text by question.</summary>
    private static async Task<Dictionary<int, string>> AnswerAsync(IPage page, QuizPaper paper)
    {
        var made = new Dictionary<int, string>();
        foreach (var question in paper.Questions.DistinctBy(question => question.Kind))
        {
            var place = page.Locator($"[data-question='{question.Number}']");
            switch (question.Kind)
            {
                case QuestionKind.Short:
                    await place.Locator("textarea").FillAsync("Made while it was away.");
                    break;
                case QuestionKind.Ordering:
                    await place.Locator("[data-move='1']").First.ClickAsync();
                    break;
                case QuestionKind.Matching:
                    await place.Locator("select").Nth(1).SelectOptionAsync("0");
                    break;
                case QuestionKind.Multiple:
                    await place.Locator(".options input").Nth(0).CheckAsync();
                    await place.Locator(".options input").Nth(2).CheckAsync();
                    await place.Locator(".options input").Nth(0).UncheckAsync();
                    break;
                default:
                    await place.Locator(".options input").Nth(1).CheckAsync();
                    break;
            }

            made[question.Number] = question.Kind switch
            {
                QuestionKind.Short => "Made while it was away.",
                QuestionKind.Ordering => string.Join(
                    ',',
                    Enumerable.Range(0, question.Shown.Count).Select(place => place < 2 ? 1 - place : place)
                ),
                QuestionKind.Matching => string.Join(',', question.Lefts.Select((_, left) => left == 1 ? 0 : -1)),
                QuestionKind.Multiple => "2",
                _ => "1",
            };
        }

        return made;
    }

    private static void AssertStored(Dictionary<int, string> made, QuizPaper paper) =>
        Assert.Equal(
            made,
            made.Keys.ToDictionary(
                number => number,
                number =>
                    paper.Questions[number - 1].Response is { Text: { Length: > 0 } text }
                        ? text
                        : string.Join(',', paper.Questions[number - 1].Response.Picks)
            )
        );

    // Waits: drafts are restored a moment after the sheet is there, and a sheet without them has everything saved, too.
    private static async Task AssertShownAsync(IPage page, Dictionary<int, string> made)
    {
        foreach (var (number, answer) in made)
        {
            await page.WaitForFunctionAsync(
                """
                ([number, answer]) => {
                  const question = document.querySelector(`[data-question='${number}']`);
                  const shown = question?.querySelector("textarea")?.value
                    ?? [...(question?.querySelectorAll(".options :checked, select, .ordering > li") ?? [])].map(one => one.dataset.item ?? one.value).join();
                  return shown === answer;
                }
                """,
                new[] { $"{number}", answer }
            );
        }
    }
}
