using Bunit;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Quizzes;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Web.Quizzes;

/// <summary>Grading of short answers, on the real use cases.</summary>
public sealed class GradingPageTests : PortalPageTest
{
    private readonly QuizPortal _quiz;

    public GradingPageTests()
        : this(new QuizPortal()) { }

    private GradingPageTests(QuizPortal quiz)
        : base(quiz.Factory) => _quiz = quiz;

    [Theory]
    [InlineData(QuizPortal.OtherTrainee)]
    [InlineData(Facilitator)]
    public async Task Who_is_no_instructor_is_refused_and_sees_no_answer(string userName)
    {
        await AnsweredAsync("My own words.");
        await SignInAsync(userName);
        var page = Open<GradingPage>("/quiz/grading");
        Assert.Contains("for class instructors", page.Find("h1").TextContent);
        Assert.DoesNotContain("My own words.", page.Markup);
    }

    [Fact]
    public async Task Before_anyone_has_submitted_there_is_nothing_to_grade_and_answers_appear_by_themselves()
    {
        await SignInAsync(QuizPortal.Instructor);
        var page = Open<GradingPage>("/quiz/grading");
        Assert.Contains("Nothing to grade yet", page.Find("h1").TextContent);
        await AnsweredAsync("My own words.");
        page.WaitForAssertion(() => Assert.Equal("My own words.", page.Find("[data-testid=grade-answer-0] .written").TextContent));
        Assert.DoesNotContain("Tariq", page.Markup);
    }

    [Fact]
    public async Task An_answer_is_shown_as_text_and_its_points_go_from_none_to_all_in_halves()
    {
        await AnsweredAsync("<b>Looking</b> back");
        var page = await OpenAsync();
        Assert.Equal("<b>Looking</b> back", page.Find("[data-testid=grade-answer-0] .written").TextContent);
        var most = (await QuestionsAsync())[0].Points;
        Assert.Equal(
            ["", .. Enumerable.Range(0, 2 * most + 1).Select(half => QuizWords.Points(half / 2m))],
            page.FindAll("[data-testid=grade-answer-0-points] option").Select(option => option.GetAttribute("value"))
        );
    }

    [Fact]
    public async Task All_changed_answers_are_saved_together_and_Saved_is_said_of_what_is_stored()
    {
        await AnsweredAsync("First.");
        await AnsweredAsync("Second.", QuizPortal.OtherTrainee);
        var page = await OpenAsync();
        Assert.Empty(Unsaved(page));
        await GradeAsync(page, 0, "2", "Say why.");
        Assert.Equal("1 answer has unsaved entries.", Unsaved(page));
        Assert.All((await QuestionsAsync())[0].Answers, answer => Assert.Null(answer.Points));
        await GradeAsync(page, 1, "0.5", null);
        Assert.Equal("2 answers have unsaved entries.", Unsaved(page));

        await SaveAsync(page);
        Assert.StartsWith("2 grades saved.", Said(page), StringComparison.Ordinal);
        Assert.Empty(Unsaved(page));
        Assert.Equal(
            [(2m, "Say why."), (0.5m, "")],
            (await QuestionsAsync())[0].Answers.Select(answer => (answer.Points!.Value, answer.Comment))
        );
        // The draft in the browser is no longer needed: the field shows the stored value.
        Assert.Equal(
            ("2", "Say why."),
            (page.Find("[data-testid=grade-answer-0-points]").GetAttribute("data-from"), Comment(page, 0).GetAttribute("data-from"))
        );
    }

    [Fact]
    public async Task Without_an_entry_a_save_says_that_nothing_was_changed()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        await SaveAsync(page);
        Assert.Equal("Nothing was changed.", Said(page));
        Assert.Null((await StoredAsync()).Points);
    }

    [Fact]
    public async Task When_a_question_is_graded_it_stays_and_the_next_one_is_offered()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        var (first, next) = ((await QuestionsAsync())[0], (await QuestionsAsync())[1]);
        await GradeAsync(page, 0, "1", null);
        await SaveAsync(page);
        Assert.Contains($"Question {first.Number}", page.Find(".grading-key h2").TextContent);
        var link = page.Find("[data-testid=grading-next]").GetAttribute("href");
        Assert.Equal($"/quiz/grading?question={next.QuestionId}", link);
        Navigate(link!);
        page.WaitForAssertion(() => Assert.Contains($"Question {next.Number}", page.Find(".grading-key h2").TextContent));
        Assert.Empty(Said(page));
    }

    [Fact]
    public async Task A_comment_without_points_is_refused_beside_its_answer_and_the_others_are_saved()
    {
        await AnsweredAsync("First.");
        await AnsweredAsync("Second.", QuizPortal.OtherTrainee);
        var page = await OpenAsync();
        await GradeAsync(page, 0, null, "No points chosen, but a comment");
        await GradeAsync(page, 1, "1.5", null);
        await SaveAsync(page);
        Assert.Equal("1 of 2 grades saved; the reasons for the others are shown next to the answers.", Said(page));
        Assert.Contains("Choose the points as well.", page.Find("[data-testid=grade-answer-0] [role=alert]").TextContent);
        Assert.Equal("No points chosen, but a comment", Comment(page, 0).GetAttribute("value"));
        Assert.Equal([null, 1.5m], (await QuestionsAsync())[0].Answers.Select(answer => answer.Points));

        await GradeAsync(page, 0, "1", null);
        await SaveAsync(page);
        Assert.Empty(page.Find("[data-testid=grade-answer-0] [role=alert]").TextContent.Trim());
        Assert.Equal("No points chosen, but a comment", (await QuestionsAsync())[0].Answers[0].Comment);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task A_comment_beyond_its_limit_is_refused_beside_the_field_while_it_is_typed(int over, bool refused)
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        await GradeAsync(page, 0, null, new string('a', GradeShortAnswer.LongestComment + over));
        page.WaitForAssertion(() =>
            Assert.Equal(refused, page.Markup.Contains($"at most {GradeShortAnswer.LongestComment} characters", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task What_another_instructor_grades_appears_by_itself_where_nothing_was_entered()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        await OtherGradesAsync(3, "From the other desk.");
        page.WaitForAssertion(() => Assert.Equal("From the other desk.", Comment(page, 0).GetAttribute("value")));
        Assert.Empty(page.FindAll("[data-testid=grade-answer-0-overtaken]"));
        Assert.Empty(Unsaved(page));
    }

    [Fact]
    public async Task An_entry_that_another_instructor_overtook_stays_and_replaces_theirs_only_at_the_second_save()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        await GradeAsync(page, 0, "1", "Mine.");
        await OtherGradesAsync(3, "Theirs.");
        var note = page.WaitForElement("[data-testid=grade-answer-0-overtaken]");
        Assert.Contains("3 of", note.TextContent);
        Assert.Contains("“Theirs.”", note.TextContent);
        Assert.Equal("Mine.", Comment(page, 0).GetAttribute("value"));

        await SaveAsync(page);
        Assert.Equal("The grade was not saved; the reason is shown next to the answer.", Said(page));
        Assert.Contains("Save again to replace their grade.", page.Find("[data-testid=grade-answer-0] [role=alert]").TextContent);
        Assert.Equal((3m, "Theirs."), await StoredAsync());
        await SaveAsync(page);
        Assert.StartsWith("One grade saved.", Said(page), StringComparison.Ordinal);
        Assert.Equal((1m, "Mine."), await StoredAsync());
    }

    [Fact]
    public async Task The_grade_of_the_other_instructor_can_be_taken_instead()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        await GradeAsync(page, 0, "1", "Mine.");
        await OtherGradesAsync(3, "Theirs.");
        await page.WaitForElement("[data-testid=grade-answer-0-theirs]").ClickAsync(new());
        Assert.Equal("Theirs.", Comment(page, 0).GetAttribute("value"));
        Assert.Empty(Unsaved(page));
        await SaveAsync(page);
        Assert.Equal((3m, "Theirs."), await StoredAsync());
    }

    [Fact]
    public async Task Entries_for_a_question_stay_while_another_one_is_shown()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        var questions = await QuestionsAsync();
        await GradeAsync(page, 0, "1", "Not yet saved.");
        Navigate($"/quiz/grading?question={questions[1].QuestionId}");
        page.WaitForAssertion(() =>
            Assert.Contains("1 unsaved", page.Find($"[data-testid=grading-question-{questions[0].Number}]").TextContent)
        );
        Assert.Equal("", Comment(page, 0).GetAttribute("value") ?? "");
        Navigate($"/quiz/grading?question={questions[0].QuestionId}");
        page.WaitForAssertion(() => Assert.Equal("Not yet saved.", Comment(page, 0).GetAttribute("value")));
    }

    [Fact]
    public async Task A_discarded_draft_shows_what_is_stored()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        await GradeAsync(page, 0, "1", "Not to be kept.");
        await page.InvokeAsync(page.FindComponent<FieldDrafts>().Instance.DiscardAsync);
        Assert.Equal(
            ("", ""),
            (page.Find("[data-testid=grade-answer-0-points]").GetAttribute("value") ?? "", Comment(page, 0).GetAttribute("value") ?? "")
        );
        Assert.Empty(Unsaved(page));
    }

    [Fact]
    public async Task A_double_click_saves_once()
    {
        await AnsweredAsync("First.");
        var page = await OpenAsync();
        await GradeAsync(page, 0, "1", "Once.");
        var button = page.Find("[data-testid=grade-save]");
        var before = (await QuestionsAsync())[0].Answers[0].Version;
        await Task.WhenAll(button.ClickAsync(new()), button.ClickAsync(new()));
        page.WaitForAssertion(() => Assert.StartsWith("One grade saved.", Said(page), StringComparison.Ordinal));
        Assert.Equal(before + 1, (await QuestionsAsync())[0].Answers[0].Version);
    }

    private async Task AnsweredAsync(string text, string userName = QuizPortal.Trainee)
    {
        var attempt = await _quiz.StartAsync(userName);
        await _quiz.AnswerAllAsync(attempt, userName, text);
        Assert.True((await _quiz.SubmitAsync(attempt, userName)).Succeeded);
    }

    private async Task<IRenderedComponent<GradingPage>> OpenAsync()
    {
        await SignInAsync(QuizPortal.Instructor);
        return Open<GradingPage>("/quiz/grading");
    }

    private static async Task GradeAsync(IRenderedComponent<GradingPage> page, int index, string? points, string? comment)
    {
        if (points is not null)
        {
            await page.Find($"[data-testid=grade-answer-{index}-points]").ChangeAsync(new() { Value = points });
        }

        if (comment is not null)
        {
            await Comment(page, index).InputAsync(new() { Value = comment });
        }
    }

    private static async Task SaveAsync(IRenderedComponent<GradingPage> page) =>
        await page.Find("[data-testid=grade-save]").ClickAsync(new());

    private async Task OtherGradesAsync(decimal points, string comment)
    {
        var answer = (await QuestionsAsync())[0].Answers[0];
        Assert.True(
            (
                await Get<GradeShortAnswer>()
                    .RunAsync(await Portal.ActorAsync(QuizPortal.Instructor), new(answer.AnswerId, answer.Version, points, comment), Ct)
            ).Succeeded
        );
    }

    private async Task<IReadOnlyList<ShortQuestion>> QuestionsAsync() =>
        (await Get<ReadShortAnswers>().RunAsync(await Portal.ActorAsync(QuizPortal.Instructor), await Portal.CohortIdAsync(), Ct))
            .Value
            .Questions;

    private async Task<(decimal? Points, string Comment)> StoredAsync()
    {
        var answer = (await QuestionsAsync())[0].Answers[0];
        return (answer.Points, answer.Comment);
    }

    private void Navigate(string address) => ((NavigationManager)Services.GetService(typeof(NavigationManager))!).NavigateTo(address);

    private static AngleSharp.Dom.IElement Comment(IRenderedComponent<GradingPage> page, int index) =>
        page.Find($"[data-testid=grade-answer-{index}-comment]");

    private static string Said(IRenderedComponent<GradingPage> page) => page.Find("[data-testid=grading-saved]").TextContent.Trim();

    private static string Unsaved(IRenderedComponent<GradingPage> page) => page.Find("[data-testid=grade-unsaved]").TextContent.Trim();
}
