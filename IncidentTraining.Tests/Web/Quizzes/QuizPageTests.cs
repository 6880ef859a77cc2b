using Bunit;
using IncidentTraining.Core.Quizzes.Releasing;
using IncidentTraining.Tests.Host.Quizzes;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Quizzes;

namespace IncidentTraining.Tests.Web.Quizzes;

/// <summary>The quiz of a trainee before and after taking it, and the result, on the real use cases.</summary>
public sealed class QuizPageTests : PortalPageTest
{
    private readonly QuizPortal _quiz;

    public QuizPageTests()
        : this(new QuizPortal()) { }

    private QuizPageTests(QuizPortal quiz)
        : base(quiz.Factory) => _quiz = quiz;

    [Theory]
    [InlineData(QuizPortal.Instructor, true)]
    [InlineData(Facilitator, true)]
    [InlineData(Administrator, false)]
    public async Task Who_takes_no_quiz_is_told_so_and_the_staff_are_led_to_the_results(string userName, bool isStaff)
    {
        await SignInAsync(userName);
        var page = Open<QuizPage>("/quiz");
        Assert.Equal("No quiz available", page.Find("h1").TextContent);
        Assert.Equal(isStaff ? 1 : 0, page.FindAll("a[href='/quiz/results']").Count);
        Assert.Empty(page.FindAll("[data-testid=quiz-start]"));
    }

    [Fact]
    public async Task A_press_starts_the_quiz_and_leads_to_its_questions()
    {
        await SignInAsync(QuizPortal.Trainee);
        var page = Open<QuizPage>("/quiz");
        Assert.Equal("NotStarted", page.Find("[data-testid=quiz-state]").GetAttribute("data-state"));
        await page.Find("[data-testid=quiz-start]").ClickAsync(new());
        var attempt = await _quiz.StartAsync();
        Assert.Equal($"/quiz/{attempt}", Address);
    }

    [Fact]
    public async Task An_open_page_follows_the_attempt_until_the_result_is_released()
    {
        await SignInAsync(QuizPortal.Trainee);
        var page = Open<QuizPage>("/quiz");
        var attempt = await _quiz.StartAsync();
        page.WaitForAssertion(() => Assert.Equal($"/quiz/{attempt}", page.Find("[data-testid=quiz-continue]").GetAttribute("href")));
        await _quiz.AnswerAllAsync(attempt);
        Assert.True((await _quiz.SubmitAsync(attempt)).Succeeded);
        page.WaitForAssertion(() => Assert.Equal("Submitted", page.Find("[data-testid=quiz-state]").GetAttribute("data-state")));
        await ReleaseAsync();
        page.WaitForAssertion(() => Assert.Contains("Your result is available", page.Find("[data-testid=quiz-state]").TextContent));
    }

    [Fact]
    public async Task An_open_result_shows_the_grades_and_after_the_release_the_answers()
    {
        var attempt = await _quiz.StartAsync();
        await _quiz.AnswerAllAsync(attempt);
        Assert.True((await _quiz.SubmitAsync(attempt)).Succeeded);
        await SignInAsync(QuizPortal.Trainee);
        var page = Open<ResultPage>($"/quiz/{attempt}/result", p => p.Add(one => one.AttemptId, attempt));
        Assert.NotNull(page.Find("[data-testid=quiz-result-waiting]"));
        Assert.Empty(page.FindAll("[data-testid^=feedback-]"));
        await _quiz.GradeAllAsync(4);
        page.WaitForElement("[data-testid=quiz-result-passed]");
        Assert.Empty(page.FindAll("[data-testid^=feedback-]"));
        await ReleaseAsync();
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[data-testid=quiz-result]").GetAttribute("data-released")));
        Assert.NotEmpty(page.FindAll("[data-testid^=feedback-]"));
    }

    [Theory]
    [InlineData(QuizPortal.Trainee, false)]
    [InlineData(QuizPortal.OtherTrainee, true)]
    public async Task Before_the_submission_and_to_someone_else_there_is_no_result(string reader, bool submitted)
    {
        var attempt = await _quiz.StartAsync();
        if (submitted)
        {
            Assert.True((await _quiz.SubmitAsync(attempt)).Succeeded);
        }

        await SignInAsync(reader);
        var page = Open<ResultPage>($"/quiz/{attempt}/result", p => p.Add(one => one.AttemptId, attempt));
        Assert.Equal("There is no result yet", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("[data-testid=quiz-result]"));
    }

    private async Task ReleaseAsync()
    {
        await _quiz.GradeAllAsync(4);
        Assert.True(
            (
                await Get<ReleaseResults>().RunAsync(await Portal.ActorAsync(QuizPortal.Instructor), await Portal.CohortIdAsync(), Ct)
            ).Succeeded
        );
    }
}
