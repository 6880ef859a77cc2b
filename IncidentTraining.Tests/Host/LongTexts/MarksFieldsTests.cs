using Bunit;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Quizzes;
using IncidentTraining.Web.Features.Quizzes.Taking;
using IncidentTraining.Web.Features.Reviews.Agreement;
using IncidentTraining.Web.Features.Reviews.Grading;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>The fields of short answers and of what instructors write about marks: a long text is refused in words, and stays.</summary>
public sealed class MarksFieldsTests : PortalPageTest
{
    private readonly Writing _writing;

    internal static readonly Dictionary<string, Func<MarksFieldsTests, Task>> Fields = new()
    {
        ["AnswerGrade: @CommentField"] = test => test.QuizCommentAsync(),
        ["SecondMarkPage: why"] = test => test.SecondMarksAsync(),
        ["ModeratePage: why"] = test => test.ModerationAsync(),
        ["DeskText: @Field.Id"] = test => test.DeskAsync(),
        ["QuestionField: @TextField"] = test => test.ShortAnswerAsync(),
    };

    public static TheoryData<string> Names { get; } = [.. Fields.Keys];

    public MarksFieldsTests()
        : this(new Writing()) { }

    private MarksFieldsTests(Writing writing)
        : base(writing.Factory) => _writing = writing;

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_long_text_is_refused_and_stays_in_its_field(string field) => Fields[field](this);

    private async Task QuizCommentAsync()
    {
        var quiz = new QuizPortal(_writing.Factory, _writing.Time);
        var attempt = await quiz.StartAsync();
        await quiz.AnswerAllAsync(attempt);
        Assert.True((await quiz.SubmitAsync(attempt)).Succeeded);
        await SignInAsync(QuizPortal.Instructor);
        var page = (IRenderedComponent<IComponent>)Open<GradingPage>("/quiz/grading");
        await page.Find("[data-testid=grade-answer-0-points]").ChangeAsync(new() { Value = "1" });
        await page.Find("[data-testid=grade-answer-0-comment]").InputAsync(new() { Value = LongText.Text });
        await page.Find("[data-testid=grade-save]").ClickAsync(new());
        AssertKept(page, "grade-answer-0-comment", $"at most {GradeShortAnswer.LongestComment} characters");
    }

    private async Task ShortAnswerAsync()
    {
        var quiz = new QuizPortal(_writing.Factory, _writing.Time);
        var attempt = await quiz.StartAsync();
        var number = (await quiz.ReadAsync(attempt)).Value.Questions.First(question => question.Kind is QuestionKind.Short).Number;
        await SignInAsync(QuizPortal.Trainee);
        var page = Open<AnswerDesk>($"/quiz/{attempt}", p => p.Add(one => one.AttemptId, attempt));
        await page.Find($"[data-testid=question-{number}-text]").InputAsync(new() { Value = LongText.Text });
        await page.Find($"[data-testid=question-{number}-text]").BlurAsync(new());
        Assert.Equal(LongText.Text, page.Find($"[data-testid=question-{number}-text]").GetAttribute("value"));
        Assert.Contains("the limit is 4,000. Shorten it.", page.Find("[data-testid=quiz-save-state]").TextContent);
        Assert.Equal(0, (await quiz.ReadAsync(attempt)).Value.Questions[number - 1].Version);
    }

    private async Task SecondMarksAsync()
    {
        var (id, second) = await MarkedOnceAsync();
        SignIn(second, "Ines Duarte");
        await KeptAsync(
            (IRenderedComponent<IComponent>)Open<SecondMarkPage>($"/reviews/{id}/second", p => p.Add(one => one.DocumentId, id)),
            "mark"
        );
    }

    private async Task ModerationAsync()
    {
        var (id, second) = await MarkedOnceAsync();
        Assert.True(
            (
                await Get<MarkBlind>()
                    .RunAsync(second, new(id, Rubric.Criteria.ToDictionary(criterion => criterion.Id, _ => 0), "Low."), Ct)
            ).Succeeded
        );
        await SignInAsync(Facilitator);
        await KeptAsync(
            (IRenderedComponent<IComponent>)Open<ModeratePage>($"/reviews/{id}/moderate", p => p.Add(one => one.DocumentId, id)),
            "decide"
        );
    }

    /// <summary>At the desk it is stored as a draft, and refused only when the whole review is too long.</summary>
    private async Task DeskAsync()
    {
        var id = await _writing.SubmittedAsync("runbook");
        await SignInAsync(Writing.Instructor);
        var page = (IRenderedComponent<IComponent>)Open<GradingDesk>($"/reviews/{id}", p => p.Add(one => one.DocumentId, id));
        foreach (var field in (string[])["summary", $"mark-comment-{Rubric.Criteria[0].Id}", "comment-steps"])
        {
            await page.Find($"[data-testid={field}]").InputAsync(new() { Value = LongText.Text });
            await page.Find($"[data-testid={field}]").BlurAsync(new());
            page.WaitForAssertion(() => Assert.Equal(LongText.Text, page.Find($"[data-testid={field}]").GetAttribute("data-from")));
            await page.Find($"[data-testid={field}]").InputAsync(new() { Value = "" });
        }

        Assert.True(2 * LongText.Text.Length > ReviewNotes.LargestBytes - LongText.Text.Length);
        foreach (var field in (string[])["summary", $"mark-comment-{Rubric.Criteria[0].Id}", "comment-steps"])
        {
            await page.Find($"[data-testid={field}]").InputAsync(new() { Value = LongText.Text });
        }

        await page.Find("[data-testid=summary]").BlurAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains("at most", page.Find("[data-testid=save-state]").TextContent, StringComparison.Ordinal)
        );
        Assert.Equal(LongText.Text, page.Find("[data-testid=summary]").GetAttribute("value"));
    }

    private Rubric Rubric => Get<Rubrics>().Find("runbook")!;

    private async Task<(Guid DocumentId, Actor Second)> MarkedOnceAsync()
    {
        Assert.True(
            (
                await Get<ChangeGradingRules>()
                    .RunAsync(
                        await Portal.ActorAsync(Writing.Instructor),
                        await Portal.CohortIdAsync(),
                        new GradingRules(DoubleMarkPercent: 100),
                        Ct
                    )
            ).Succeeded
        );
        var id = await _writing.SubmittedAsync("runbook");
        await _writing.DecideAsync(id, ReviewDecision.Accepted);
        return (id, await _writing.SecondInstructorAsync("Ines Duarte"));
    }

    private async Task KeptAsync(IRenderedComponent<IComponent> page, string send)
    {
        foreach (var criterion in Rubric.Criteria)
        {
            await page.Find($"[data-testid=level-{criterion.Id}-1]").ChangeAsync(new() { Value = "1" });
        }

        await page.Find("[data-testid=why]").ChangeAsync(new() { Value = LongText.Text });
        await page.Find($"[data-testid={send}]").ClickAsync(new());
        AssertKept(page, "why", $"at most {MarkBlind.LongestWords} characters");
    }

    private static void AssertKept(IRenderedComponent<IComponent> page, string field, string refusal) =>
        page.WaitForAssertion(() =>
        {
            Assert.Contains(
                refusal,
                string.Join(' ', page.FindAll("[role=alert], .mud-input-error").Select(said => said.TextContent)),
                StringComparison.Ordinal
            );
            Assert.Equal(LongText.Text, page.Find($"[data-testid={field}]").GetAttribute("value"));
        });
}
