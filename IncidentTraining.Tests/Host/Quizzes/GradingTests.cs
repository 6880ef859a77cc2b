using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Quizzes.Releasing;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Tests.Host.Quizzes;

public sealed class GradingTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly QuizPortal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Points_so_far_become_points_after_grading_and_feedback_after_the_release()
    {
        var id = await HandedInAsync();
        var before = (await ResultAsync(id)).Value;
        var quiz = (await _portal.AttemptAsync(id)).ReadQuiz();
        var written = quiz.Questions.Where(question => question.Kind is QuestionKind.Short).ToList();
        Assert.Equal(
            (quiz.Points - written.Sum(question => question.Points), written.Count),
            ((int)before.Score.Points, before.Score.Waiting)
        );
        Assert.Null(before.Score.Passed);
        Assert.Empty(before.Questions);

        await _portal.GradeAllAsync(3.5m, "Name the owner.");
        var graded = (await ResultAsync(id)).Value;
        Assert.Equal(before.Score.Points + 3.5m * written.Count, graded.Score.Points);
        Assert.True(graded.Score.Passed);
        Assert.Empty(graded.Questions);

        Assert.Equal(1, (await ReleaseAsync(QuizPortal.Instructor)).Value);
        var released = (await ResultAsync(id)).Value;
        Assert.Equal(quiz.Questions.Count, released.Questions.Count);
        Assert.All(released.Questions.Where(feedback => feedback.Question.Kind is QuestionKind.Short), feedback =>
            Assert.Equal("Name the owner.", feedback.Comment)
        );
        Assert.All(released.Questions.SelectMany(feedback => feedback.Options), option =>
            Assert.Equal(option.Option.Correct, option.Chosen)
        );
        Assert.All(released.Questions.SelectMany(feedback => feedback.Pairs), pair => Assert.True(pair.IsRight));
        Assert.All(released.Questions, feedback =>
            Assert.All(feedback.Places.Index(), entry => Assert.Equal(entry.Index + 1, entry.Item.GivenPlace))
        );
    }

    [Fact]
    public async Task Nothing_is_released_while_a_short_answer_waits()
    {
        var id = await HandedInAsync();
        Assert.Equal(RefusalKind.Conflict, (await ReleaseAsync(QuizPortal.Instructor)).Refusal!.Kind);
        Assert.Equal(AttemptState.Submitted, (await _portal.AttemptAsync(id)).State);
    }

    [Fact]
    public async Task A_running_attempt_is_not_released()
    {
        await HandedInAsync();
        var running = await _portal.StartAsync(QuizPortal.OtherTrainee);
        await _portal.GradeAllAsync(4);
        Assert.Equal(1, (await ReleaseAsync(QuizPortal.Instructor)).Value);
        Assert.Equal(AttemptState.InProgress, (await _portal.AttemptAsync(running)).State);
        Assert.Equal(RefusalKind.Conflict, (await ResultAsync(running, QuizPortal.OtherTrainee)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await ReleaseAsync(QuizPortal.Instructor)).Refusal!.Kind);
    }

    [Theory]
    [InlineData(QuizPortal.Trainee)]
    [InlineData(QuizPortal.OtherTrainee)]
    [InlineData(QuizPortal.Facilitator)]
    public async Task Only_an_instructor_grades_and_releases(string userName)
    {
        await HandedInAsync();
        var answer = (await AnswersAsync()).Questions[0].Answers[0];
        var actor = await _portal.Factory.ActorAsync(userName);
        var graded = await _portal.Get<GradeShortAnswer>().RunAsync(actor, new(answer.AnswerId, answer.Version, 4, ""), Ct);
        Assert.Equal(RefusalKind.NotAllowed, graded.Refusal!.Kind);
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _portal.Get<ReadShortAnswers>().RunAsync(actor, await _portal.Factory.CohortIdAsync(), Ct)).Refusal!.Kind
        );
        Assert.Equal(RefusalKind.NotAllowed, (await ReleaseAsync(userName)).Refusal!.Kind);
        Assert.Null((await AnswersAsync()).Questions[0].Answers[0].Points);
    }

    [Fact]
    public async Task An_instructor_of_another_class_sees_and_grades_nothing_of_this_one()
    {
        await HandedInAsync();
        var answer = (await AnswersAsync()).Questions[0].Answers[0];
        var (otherCohort, stranger) = await _portal.OtherClassAsync();
        var cohort = await _portal.Factory.CohortIdAsync();
        Assert.Equal(
            RefusalKind.NotFound,
            (await _portal.Get<GradeShortAnswer>().RunAsync(stranger, new(answer.AnswerId, answer.Version, 4, ""), Ct)).Refusal!.Kind
        );
        Assert.Equal(RefusalKind.NotFound, (await _portal.Get<ReadShortAnswers>().RunAsync(stranger, cohort, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _portal.Get<ClassResults>().RunAsync(stranger, cohort, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _portal.Get<ReleaseResults>().RunAsync(stranger, cohort, Ct)).Refusal!.Kind);
        Assert.Empty((await _portal.Get<ReadShortAnswers>().RunAsync(stranger, otherCohort, Ct)).Value.Questions);
    }

    [Theory]
    [InlineData(-0.5)]
    [InlineData(4.5)]
    [InlineData(1.3)]
    public async Task A_grade_outside_the_points_or_not_in_halves_is_refused(double points)
    {
        await HandedInAsync();
        var answer = (await AnswersAsync()).Questions[0].Answers[0];
        var graded = await _portal
            .Get<GradeShortAnswer>()
            .RunAsync(
                await _portal.Factory.ActorAsync(QuizPortal.Instructor),
                new(answer.AnswerId, answer.Version, (decimal)points, ""),
                Ct
            );
        Assert.Equal(RefusalKind.Invalid, graded.Refusal!.Kind);
    }

    [Fact]
    public async Task Of_two_graders_the_second_is_told_the_first_ones_grade()
    {
        await HandedInAsync();
        var answer = (await AnswersAsync()).Questions[0].Answers[0];
        var instructor = await _portal.Factory.ActorAsync(QuizPortal.Instructor);
        var grade = _portal.Get<GradeShortAnswer>();
        Assert.True((await grade.RunAsync(instructor, new(answer.AnswerId, answer.Version, 3, "Good."), Ct)).Succeeded);
        var second = await grade.RunAsync(instructor, new(answer.AnswerId, answer.Version, 1, "Poor."), Ct);
        Assert.Equal(RefusalKind.Conflict, second.Refusal!.Kind);
        Assert.Contains("3 points", second.Refusal.Message);
        Assert.Equal((3m, "Good."), (await AnswersAsync()).Questions[0].Answers[0] is var now ? (now.Points, now.Comment) : default);
    }

    [Fact]
    public async Task Graders_see_no_names_and_no_running_attempts()
    {
        await HandedInAsync();
        var running = await _portal.StartAsync(QuizPortal.OtherTrainee);
        await _portal.AnswerAllAsync(running, QuizPortal.OtherTrainee, "Still writing");
        Assert.All((await AnswersAsync()).Questions, question =>
            Assert.DoesNotContain(question.Answers, answer => answer.Text == "Still writing")
        );
    }

    [Fact]
    public async Task Class_results_show_everybody_and_how_the_questions_worked()
    {
        await HandedInAsync();
        await _portal.StartAsync(QuizPortal.OtherTrainee);
        var cohort = await _portal.Factory.CohortIdAsync();
        var results = (
            await _portal.Get<ClassResults>().RunAsync(await _portal.Factory.ActorAsync(QuizPortal.Facilitator), cohort, Ct)
        ).Value;
        Assert.False(results.MayGrade);
        Assert.Equal([AttemptState.Submitted, AttemptState.InProgress, null], results.People.Select(person => person.State));
        Assert.All(results.Items.Where(item => item.Question.Kind is not QuestionKind.Short), item =>
            Assert.Equal((1, 1.0), (item.Graded, item.Facility))
        );
        Assert.Equal(
            RefusalKind.NotAllowed,
            (await _portal.Get<ClassResults>().RunAsync(await _portal.Factory.ActorAsync(QuizPortal.Trainee), cohort, Ct)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task Somebody_elses_result_does_not_exist_even_after_the_release()
    {
        var id = await HandedInAsync();
        await _portal.GradeAllAsync(4);
        await ReleaseAsync(QuizPortal.Instructor);
        Assert.Equal(RefusalKind.NotFound, (await ResultAsync(id, QuizPortal.OtherTrainee)).Refusal!.Kind);
    }

    private async Task<Guid> HandedInAsync()
    {
        var id = await _portal.StartAsync();
        await _portal.AnswerAllAsync(id);
        Assert.True((await _portal.SubmitAsync(id)).Succeeded);
        return id;
    }

    private async Task<ShortAnswers> AnswersAsync() =>
        (
            await _portal
                .Get<ReadShortAnswers>()
                .RunAsync(await _portal.Factory.ActorAsync(QuizPortal.Instructor), await _portal.Factory.CohortIdAsync(), Ct)
        ).Value;

    private async Task<Outcome<int>> ReleaseAsync(string userName) =>
        await _portal.Get<ReleaseResults>().RunAsync(await _portal.Factory.ActorAsync(userName), await _portal.Factory.CohortIdAsync(), Ct);

    private async Task<Outcome<QuizResult>> ResultAsync(Guid attemptId, string userName = QuizPortal.Trainee) =>
        await _portal.Get<MyResult>().RunAsync(await _portal.Factory.ActorAsync(userName), attemptId, Ct);
}
