using Bunit;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Tests.Core.Quizzes;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Quizzes.Taking;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Web.Quizzes.Taking;

/// <summary>The answer sheet, on the real use cases.</summary>
public sealed class AnswerDeskTests : PortalPageTest
{
    private readonly QuizPortal _quiz;

    public AnswerDeskTests()
        : this(new QuizPortal()) { }

    private AnswerDeskTests(QuizPortal quiz)
        : base(quiz.Factory) => _quiz = quiz;

    private new FakeTimeProvider Time => _quiz.Time;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_quiz_of_any_length_is_shown_with_its_open_questions(int count)
    {
        var page = await OpenAsync(
            await StartAsync([.. Enumerable.Range(0, count).Select(_ => Make.Choice(QuestionKind.Single, 2, true, false))])
        );
        Assert.Equal(count, page.FindAll("[data-question]").Count);
        Assert.Equal(count, page.FindAll("[data-go][data-answered=nothing]").Count);
        Assert.Equal(count == 0 ? 1 : 0, page.FindAll("[data-testid=quiz-empty]").Count);
        Assert.Equal(count == 0 ? 0 : 1, page.FindAll("[data-testid=quiz-finish-end]").Count);
        Assert.Contains($"{count} question{(count == 1 ? "" : "s")} ·", page.Find("header .muted").TextContent);
        await AskAsync(page);
        Assert.Equal(
            count switch
            {
                0 => [],
                1 => ["1"],
                _ => ["1–3"],
            },
            Dialogs.FindAll(".quiz-open button").Select(button => button.TextContent.Trim())
        );
        Assert.Equal(count == 0, Dialogs.Markup.Contains("All questions are answered", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(QuizPortal.OtherTrainee)]
    [InlineData(QuizPortal.Instructor)]
    public async Task Somebody_elses_quiz_is_refused(string stranger)
    {
        var attempt = await _quiz.StartAsync();
        await SignInAsync(stranger);
        var page = Open<AnswerDesk>($"/quiz/{attempt}", p => p.Add(one => one.AttemptId, attempt));
        Assert.Equal("This quiz cannot be shown", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-question]"));
    }

    [Fact]
    public async Task A_submitted_quiz_leads_to_its_result()
    {
        var attempt = await _quiz.StartAsync();
        Assert.True((await _quiz.SubmitAsync(attempt)).Succeeded);
        await SignInAsync(QuizPortal.Trainee);
        var page = Open<AnswerDesk>($"/quiz/{attempt}", p => p.Add(one => one.AttemptId, attempt));
        Assert.Equal($"/quiz/{attempt}/result", Address);
        Assert.Empty(page.FindAll("[data-question]"));
    }

    [Fact]
    public async Task A_choice_is_stored_at_once_and_a_text_after_a_pause()
    {
        var attempt = await StartAsync(Make.Choice(QuestionKind.Multiple, 2, true, false, false), Make.Short(2));
        var page = await OpenAsync(attempt);
        await ChooseAsync(page, 1, "0,2!");
        var first = await StoredAsync(attempt, 1);
        Assert.Equal([0, 2], first.Response.Picks);
        Assert.True(first.Flagged);
        Assert.StartsWith("Saved ", Said(page));
        var link = page.Find("[data-go='1']");
        Assert.Equal(("fully", "Question 1, answered, flagged"), (link.GetAttribute("data-answered"), link.GetAttribute("aria-label")));

        await page.Find("[data-testid=question-2-text]").InputAsync(new() { Value = "Looking back" });
        Assert.Equal("Not saved yet", Said(page));
        Time.Advance(FieldSaver.Quiet - TimeSpan.FromMilliseconds(1));
        Assert.Equal(0, (await StoredAsync(attempt, 2)).Version);
        Time.Advance(TimeSpan.FromMilliseconds(1));
        page.WaitForAssertion(() => Assert.StartsWith("Saved ", Said(page)));
        Assert.Equal("Looking back", (await StoredAsync(attempt, 2)).Response.Text);
    }

    [Fact]
    public async Task A_text_is_stored_when_its_field_or_the_page_is_left()
    {
        var attempt = await StartAsync(Make.Short(2), Make.Short(2));
        var page = await OpenAsync(attempt);
        await page.Find("[data-testid=question-1-text]").InputAsync(new() { Value = "One" });
        await page.Find("[data-testid=question-1-text]").BlurAsync(new());
        Assert.Equal("One", (await StoredAsync(attempt, 1)).Response.Text);
        await page.Find("[data-testid=question-2-text]").InputAsync(new() { Value = "Two" });
        await DisposeComponentsAsync();
        Assert.Equal("Two", (await StoredAsync(attempt, 2)).Response.Text);
    }

    [Theory]
    [InlineData("mine", "Mine")]
    [InlineData("theirs", "Theirs")]
    public async Task What_another_window_stored_is_written_over_only_after_a_choice(string keep, string stored)
    {
        var attempt = await StartAsync(Make.Short(2));
        var page = await OpenAsync(attempt);
        await page.Find("[data-testid=question-1-text]").InputAsync(new() { Value = "Mine" });
        Assert.True((await _quiz.SaveAsync(attempt, 1, new QuizResponse([], "Theirs"), flagged: true)).Value.Saved);
        await page.Find("[data-testid=question-1-text]").BlurAsync(new());
        Assert.Equal("Not saved until you choose", Said(page));
        Assert.Equal("Theirs (flagged)", page.Find("[data-testid=question-1-conflict] q").TextContent);
        Assert.Equal("Theirs", (await StoredAsync(attempt, 1)).Response.Text);
        await page.Find($"[data-keep={keep}]").ClickAsync(new());
        Assert.Empty(page.FindAll("[data-conflict]"));
        Assert.Equal(stored, page.Find("[data-testid=question-1-text]").GetAttribute("value"));
        var now = await StoredAsync(attempt, 1);
        Assert.Equal((stored, true), (now.Response.Text, now.Flagged));
    }

    [Fact]
    public async Task What_another_window_stored_comes_in_where_nothing_was_entered()
    {
        var attempt = await StartAsync(Make.Short(2));
        var page = await OpenAsync(attempt);
        Assert.True((await _quiz.SaveAsync(attempt, 1, new QuizResponse([], "Theirs"))).Value.Saved);
        await ChooseAsync(page, 1, "!");
        Assert.Empty(page.FindAll("[data-conflict]"));
        Assert.Equal("Theirs", page.Find("[data-testid=question-1-text]").GetAttribute("value"));
        var now = await StoredAsync(attempt, 1);
        Assert.Equal(("Theirs", true), (now.Response.Text, now.Flagged));
    }

    [Fact]
    public async Task When_the_time_is_up_the_sheet_stores_what_was_typed_closes_and_leads_to_the_result()
    {
        var attempt = await StartAsync(Make.Short(2));
        var page = await OpenAsync(attempt);
        Time.Advance((await _quiz.ReadAsync(attempt)).Value.Remaining - TimeSpan.FromMilliseconds(1));
        await page.Find("[data-testid=question-1-text]").InputAsync(new() { Value = "Last words" });
        Assert.Equal($"/quiz/{attempt}", Address);
        Assert.Null(page.Find(".question-answer").GetAttribute("disabled"));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        page.WaitForAssertion(() => Assert.Equal($"/quiz/{attempt}/result", Address));
        Assert.NotNull(page.Find(".question-answer").GetAttribute("disabled"));
        var done = (await _quiz.ReadAsync(attempt)).Value;
        Assert.Equal((AttemptState.Submitted, "Last words"), (done.State, done.Questions[0].Response.Text));
    }

    [Fact]
    public async Task The_quiz_can_be_finished_after_its_last_question()
    {
        var dialogs = Dialogs;
        var page = await OpenAsync(await StartAsync(Make.Short(1)));
        Assert.True(
            page.Markup.IndexOf("question-1-text", StringComparison.Ordinal)
                < page.Markup.IndexOf("quiz-finish-end", StringComparison.Ordinal)
        );
        Assert.Empty(dialogs.FindAll("[data-testid=quiz-finish-dialog]"));
        _ = page.Find("[data-testid=quiz-finish-end]").ClickAsync(new());
        await dialogs.WaitForElementAsync("[data-testid=quiz-finish-dialog]");
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_is_named_and_kept_and_the_stored_ones_are_submitted()
    {
        _ = Dialogs;
        var attempt = await StartAsync(Make.Short(2), Make.Short(2));
        var page = await OpenAsync(attempt);
        await page.Find("[data-testid=question-1-text]").InputAsync(new() { Value = "In time" });
        await page.Find("[data-testid=question-1-text]").BlurAsync(new());
        Assert.True((await _quiz.SubmitAsync(attempt)).Succeeded);
        await page.Find("[data-testid=question-2-text]").InputAsync(new() { Value = "Too late" });
        var asked = page.Find("[data-testid=quiz-finish]").ClickAsync(new());
        Dialogs.WaitForElement("[data-testid=quiz-hand-in]");
        await Dialogs.Find("[data-testid=quiz-hand-in]").ClickAsync(new());
        Assert.Equal(
            "The time was up before question 2 could be saved. Your saved answers have been submitted.",
            Dialogs.WaitForElement("[data-testid=quiz-not-submitted]").TextContent
        );
        Assert.Equal("Too late", page.Find("[data-testid=question-2-text]").GetAttribute("value"));
        Assert.Equal("", (await StoredAsync(attempt, 2)).Response.Text);
        Assert.Equal($"/quiz/{attempt}", Address);
        Assert.Equal($"/quiz/{attempt}/result", Dialogs.Find("[data-testid=quiz-to-result]").GetAttribute("href"));
        Assert.Empty(Dialogs.FindAll("[data-testid=quiz-hand-in]"));
        await Dialogs.Find("[data-testid=quiz-back]").ClickAsync(new());
        await asked;
    }

    [Fact]
    public async Task What_the_browser_still_has_keeps_the_quiz_from_being_submitted()
    {
        var script = JSInterop.SetupModule("./Features/Quizzes/Taking/AnswerDesk.razor.js");
        script.Mode = JSRuntimeMode.Loose;
        script.Setup<int[]>("unsaved", _ => true).SetResult([2]);
        var attempt = await StartAsync(Make.Short(2), Make.Short(2));
        var page = await OpenAsync(attempt);
        await AskAsync(page);
        await Dialogs.Find("[data-testid=quiz-hand-in]").ClickAsync(new());
        Assert.Contains(
            "Not submitted: question 2 could not be saved yet. Your answers are kept in this browser",
            Dialogs.WaitForElement("[data-testid=quiz-not-submitted]").TextContent
        );
        Assert.Equal(AttemptState.InProgress, (await _quiz.ReadAsync(attempt)).Value.State);
    }

    [Fact]
    public async Task Submitting_leads_to_the_result()
    {
        var attempt = await StartAsync(Make.Choice(QuestionKind.Single, 2, true, false));
        var page = await OpenAsync(attempt);
        await ChooseAsync(page, 1, "1");
        await AskAsync(page);
        await Dialogs.Find("[data-testid=quiz-hand-in]").ClickAsync(new());
        Assert.Equal($"/quiz/{attempt}/result", Address);
        Assert.Equal(AttemptState.Submitted, (await _quiz.ReadAsync(attempt)).Value.State);
    }

    [Fact]
    public async Task A_stored_answer_of_each_kind_is_in_the_controls_from_the_start()
    {
        var attempt = await StartAsync(Make.Choice(QuestionKind.Multiple, 2, true, false, true), Make.Ordering(3, 3), Make.Matching(3, 3));
        Assert.True((await _quiz.SaveAsync(attempt, 1, Make.Picks(1, 2), flagged: true)).Value.Saved);
        Assert.True((await _quiz.SaveAsync(attempt, 2, Make.Picks(2, 0, 1))).Value.Saved);
        Assert.True((await _quiz.SaveAsync(attempt, 3, Make.Picks(-1, 0, -1))).Value.Saved);
        var page = await OpenAsync(attempt);
        Assert.Equal(["1", "2"], page.FindAll(".options input[checked]").Select(input => input.GetAttribute("value")));
        Assert.Equal([true, false, false], page.FindAll("[data-flag]").Select(flag => flag.HasAttribute("checked")));
        Assert.Equal(["2", "0", "1"], page.FindAll(".ordering > li").Select(item => item.GetAttribute("data-item")));
        Assert.Equal(["-1", "0", "-1"], page.FindAll("select option[selected]").Select(option => option.GetAttribute("value")));
        Assert.Equal(["fully", "fully", "partly"], page.FindAll("[data-go]").Select(link => link.GetAttribute("data-answered")));
    }

    private async Task<Guid> StartAsync(params Question[] questions)
    {
        var quiz = new Quiz(
            "planted",
            "day-4-incident-response",
            "A planted quiz",
            20,
            60,
            [.. questions.Select((question, index) => question with { Id = $"q{index}" })]
        );
        var trainee = await Portal.ActorAsync(QuizPortal.Trainee);
        var now = Time.GetUtcNow().UtcDateTime;
        var attempt = new QuizAttempt(
            Guid.CreateVersion7(),
            trainee.PersonId,
            await Portal.CohortIdAsync(),
            quiz,
            ShownOrder.NewSeed(),
            now
        );
        await using var db = await Portal.OpenDatabaseAsync();
        db.Add(attempt);
        await db.SaveChangesAsync(Ct);
        return attempt.Id;
    }

    private async Task<IRenderedComponent<AnswerDesk>> OpenAsync(Guid attempt)
    {
        await SignInAsync(QuizPortal.Trainee);
        return Open<AnswerDesk>($"/quiz/{attempt}", p => p.Add(one => one.AttemptId, attempt));
    }

    private async Task AskAsync(IRenderedComponent<AnswerDesk> page)
    {
        _ = Dialogs;
        _ = page.Find("[data-testid=quiz-finish]").ClickAsync(new());
        await Dialogs.WaitForElementAsync("[data-testid=quiz-finish-dialog]");
    }

    private static Task ChooseAsync(IRenderedComponent<AnswerDesk> page, int number, string choice) =>
        page.Find($"[data-testid=question-{number}-choice]").ChangeAsync(new() { Value = choice });

    private static string Said(IRenderedComponent<AnswerDesk> page) => page.Find("[data-testid=quiz-save-state]").TextContent;

    private async Task<PaperQuestion> StoredAsync(Guid attempt, int number) => (await _quiz.ReadAsync(attempt)).Value.Questions[number - 1];
}
