using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Host.Quizzes;

public sealed class SittingTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly QuizPortal _portal = new();

    public void Dispose() => _portal.Dispose();

    [Fact]
    public async Task Starting_again_goes_on_with_the_running_attempt()
    {
        var first = await _portal.StartAsync();
        Assert.Equal(first, await _portal.StartAsync());
    }

    [Fact]
    public async Task Starting_in_two_tabs_at_once_makes_one_attempt()
    {
        var starts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _portal.TryStartAsync(QuizPortal.Trainee)));
        Assert.Single(starts.Select(start => start.Value).Distinct());
    }

    [Fact]
    public async Task A_quiz_that_was_handed_in_cannot_be_started_again()
    {
        await _portal.SubmitAsync(await _portal.StartAsync());
        Assert.Equal(RefusalKind.Conflict, (await _portal.TryStartAsync(QuizPortal.Trainee)).Refusal!.Kind);
    }

    [Theory]
    [InlineData(QuizPortal.Instructor)]
    [InlineData(QuizPortal.Facilitator)]
    public async Task Staff_do_not_sit_the_quiz(string userName) =>
        Assert.Equal(RefusalKind.NotAllowed, (await _portal.TryStartAsync(userName)).Refusal!.Kind);

    [Theory]
    [InlineData(QuizPortal.OtherTrainee)]
    [InlineData(QuizPortal.Instructor)]
    [InlineData(QuizPortal.Facilitator)]
    public async Task Somebody_elses_attempt_is_neither_read_nor_answered_nor_handed_in(string stranger)
    {
        var attempt = await _portal.StartAsync();
        Assert.Equal(RefusalKind.NotFound, (await _portal.ReadAsync(attempt, stranger)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _portal.SaveAsync(attempt, 1, QuizResponse.None, stranger)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, (await _portal.SubmitAsync(attempt, stranger)).Refusal!.Kind);
        Assert.Equal(AttemptState.InProgress, (await _portal.AttemptAsync(attempt)).State);
    }

    [Fact]
    public async Task An_answer_is_there_when_the_page_is_opened_again()
    {
        var attempt = await _portal.StartAsync();
        var number = await NumberOfAsync(attempt, QuestionKind.Short);
        var saved = await _portal.SaveAsync(attempt, number, new QuizResponse([], "Looking back"), flagged: true);
        Assert.Equal((true, 1), (saved.Value.Saved, saved.Value.Version));

        var question = (await _portal.ReadAsync(attempt)).Value.Questions[number - 1];
        Assert.Equal(
            ("Looking back", true, 1, Answered.Fully),
            (question.Response.Text, question.Flagged, question.Version, question.Answered)
        );
    }

    [Fact]
    public async Task Of_two_windows_the_second_is_told_what_the_first_has_stored()
    {
        var attempt = await _portal.StartAsync();
        var number = await NumberOfAsync(attempt, QuestionKind.Short);
        await _portal.SaveAsync(attempt, number, new QuizResponse([], "first"));

        var second = await _portal.SaveAsync(attempt, number, new QuizResponse([], "second"));
        Assert.Equal((false, "first", 1), (second.Value.Saved, second.Value.Response.Text, second.Value.Version));

        var repeated = await _portal.SaveAsync(attempt, number, new QuizResponse([], "first"));
        Assert.Equal((true, 1), (repeated.Value.Saved, repeated.Value.Version));
    }

    [Fact]
    public async Task An_answer_that_cannot_be_one_or_is_too_long_or_to_no_question_is_refused()
    {
        var attempt = await _portal.StartAsync();
        var shortOne = await NumberOfAsync(attempt, QuestionKind.Short);
        var single = await NumberOfAsync(attempt, QuestionKind.Single);
        Assert.Equal(RefusalKind.Invalid, (await _portal.SaveAsync(attempt, single, new QuizResponse([99], ""))).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.TooLarge,
            (await _portal.SaveAsync(attempt, shortOne, new QuizResponse([], new string('a', 4_001)))).Refusal!.Kind
        );
        Assert.Equal(RefusalKind.NotFound, (await _portal.SaveAsync(attempt, 999, QuizResponse.None)).Refusal!.Kind);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(10, true)]
    [InlineData(11, false)]
    [InlineData(3_600, false)]
    public async Task An_answer_is_taken_until_the_deadline_and_ten_seconds_of_network(int secondsLate, bool taken)
    {
        var attempt = await _portal.StartAsync();
        var number = await NumberOfAsync(attempt, QuestionKind.Short);
        var deadline = (await _portal.AttemptAsync(attempt)).Deadline;
        _portal.Time.SetUtcNow(new DateTimeOffset(deadline.AddSeconds(secondsLate)));

        var saved = await _portal.SaveAsync(attempt, number, new QuizResponse([], "at the last moment"));
        Assert.Equal(taken ? null : RefusalKind.TooLate, saved.Refusal?.Kind);
    }

    [Fact]
    public async Task The_deadline_is_the_start_and_the_minutes_of_the_quiz()
    {
        var attempt = await _portal.AttemptAsync(await _portal.StartAsync());
        Assert.Equal(TimeSpan.FromMinutes(attempt.ReadQuiz().Minutes), attempt.Deadline - attempt.StartedAt);
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(attempt.Deadline - attempt.StartedAt - TimeSpan.FromMinutes(1), (await _portal.ReadAsync(attempt.Id)).Value.Remaining);
    }

    [Fact]
    public async Task An_attempt_whose_time_is_up_counts_as_handed_in_at_its_deadline_with_what_there_is()
    {
        var id = await _portal.StartAsync();
        var attempt = await _portal.AttemptAsync(id);
        var number = await NumberOfAsync(id, QuestionKind.Single);
        var question = attempt.ReadQuiz().Questions[number - 1];
        await _portal.SaveAsync(id, number, QuizPortal.Perfect(attempt, question, ""));
        _portal.Time.Advance(TimeSpan.FromHours(2));

        Assert.Equal(AttemptState.Submitted, (await _portal.ReadAsync(id)).Value.State);
        attempt = await _portal.AttemptAsync(id);
        Assert.Equal(attempt.Deadline, attempt.SubmittedAt);
        Assert.Equal(question.Points, await PointsAsync(id));
        Assert.Equal(RefusalKind.TooLate, (await _portal.SaveAsync(id, number, QuizResponse.None, seen: 2)).Refusal!.Kind);
    }

    [Fact]
    public async Task Handing_in_grades_at_once_what_needs_no_judgement_and_closes_the_attempt()
    {
        var id = await _portal.StartAsync();
        await _portal.AnswerAllAsync(id);
        Assert.True((await _portal.SubmitAsync(id)).Succeeded);
        Assert.True((await _portal.SubmitAsync(id)).Succeeded);

        var quiz = (await _portal.AttemptAsync(id)).ReadQuiz();
        Assert.Equal(
            quiz.Questions.Where(question => question.Kind is not QuestionKind.Short).Sum(question => question.Points),
            await PointsAsync(id)
        );
        Assert.Equal(RefusalKind.TooLate, (await _portal.SaveAsync(id, 1, QuizResponse.None, seen: 2)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_paper_hides_ids_and_the_authors_order()
    {
        var id = await _portal.StartAsync();
        var quiz = (await _portal.AttemptAsync(id)).ReadQuiz();
        var paper = (await _portal.ReadAsync(id)).Value;
        foreach (var (question, shown) in quiz.Questions.Zip(paper.Questions))
        {
            if (question.Kind is QuestionKind.Ordering)
            {
                Assert.Equal(question.Order.Order(), shown.Shown.Order());
                Assert.NotEqual(question.Order, shown.Shown);
            }

            if (question.Kind is QuestionKind.Matching)
            {
                Assert.Equal(question.Rights.Order(), shown.Shown.Order());
                Assert.NotEqual(question.Pairs.Select(pair => pair.Right), shown.Shown.Except(question.Surplus));
            }
        }

        Assert.DoesNotContain(typeof(PaperQuestion).GetProperties(), property =>
            property.PropertyType == typeof(Question) || property.Name == "Id"
        );
    }

    private async Task<int> NumberOfAsync(Guid attemptId, QuestionKind kind) =>
        (await _portal.ReadAsync(attemptId)).Value.Questions.First(question => question.Kind == kind).Number;

    private async Task<decimal> PointsAsync(Guid attemptId)
    {
        await using var db = await _portal.Factory.OpenDatabaseAsync();
        var points = await db.Set<QuizAnswer>()
            .Where(answer => answer.AttemptId == attemptId)
            .Select(answer => answer.Points)
            .ToListAsync(Ct);
        return points.Sum() ?? 0;
    }
}
