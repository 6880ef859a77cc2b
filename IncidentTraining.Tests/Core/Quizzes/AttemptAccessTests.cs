using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Quizzes;

/// <summary>Whose attempt it is, and the effect of submitting it on its answers.</summary>
public sealed class AttemptAccessTests : IAsyncLifetime
{
    private static readonly Quiz Quiz = new(
        "quiz",
        "day",
        "Quiz",
        Minutes: 20,
        PassPercent: 60,
        [Make.Choice(QuestionKind.Single, 2, true, false) with { Id = "one" }, Make.Short(3) with { Id = "two" }]
    );

    private RightsBench _bench = null!;

    private static CancellationToken Ct => RightsBench.Ct;

    public async ValueTask InitializeAsync() => _bench = await RightsBench.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_attempt_is_its_persons_own_while_they_are_a_trainee_of_the_class()
    {
        var (attempt, other) = (await AttemptAsync(_bench.Ana), await AttemptAsync(_bench.Ben));
        Assert.Equal(attempt.Id, (await OwnAsync(_bench.Ana, attempt.Id)).Value.Id);
        foreach (var (actor, id) in new[] { (_bench.Ana, other.Id), (_bench.Instructor, attempt.Id), (_bench.Ana, Guid.CreateVersion7()) })
        {
            Assert.Equal("There is no such quiz, or it is not yours.", (await OwnAsync(actor, id)).Refusal!.Message);
        }

        var staff = await AttemptAsync(_bench.Instructor);
        Assert.Equal("Only trainees of the class can do this.", (await OwnAsync(_bench.Instructor, staff.Id)).Refusal!.Message);

        Task<Outcome<QuizAttempt>> OwnAsync(Actor actor, Guid id) => _bench.ReadAsync(db => db.OwnAttemptAsync(actor, id, Ct));
    }

    [Fact]
    public async Task Handing_in_grades_what_can_be_graded_and_adds_the_answers_that_are_missing()
    {
        var (attempt, other) = (await AttemptAsync(_bench.Ana), await AttemptAsync(_bench.Ben));
        var (answer, foreign) = (Answer(attempt, "two", "Because."), Answer(other, "one", ""));
        await _bench.Storage.AddAsync(answer, foreign);
        var now = RightsBench.Now.AddMinutes(5);

        Assert.True((await HandInAsync()).Succeeded);

        var stored = await AnswersAsync();
        Assert.Equal(["one", "two"], stored.Keys.Order());
        // Nothing was chosen, and a short answer waits for an instructor.
        Assert.Equal((0m, null), (stored["one"].Points, stored["two"].Points));
        Assert.Equal((answer.Id, "Because."), (stored["two"].Id, stored["two"].ReadResponse().Text));
        Assert.Equal(now, stored["one"].SavedAt);
        Assert.Equal(RefusalKind.Conflict, (await HandInAsync()).Refusal!.Kind);
        Assert.Equal(2, (await AnswersAsync()).Count);

        Task<Outcome> HandInAsync() =>
            _bench.Storage.Gate.WriteAsync(
                async db => await db.HandInAsync(await db.Set<QuizAttempt>().SingleAsync(one => one.Id == attempt.Id, Ct), now, Ct),
                Ct
            );
        Task<Dictionary<string, QuizAnswer>> AnswersAsync() => _bench.ReadAsync(db => db.AnswersAsync(attempt.Id, Ct));
    }

    [Fact]
    public async Task An_attempt_is_overdue_after_its_deadline_and_the_grace_of_the_network()
    {
        var attempt = await AttemptAsync(_bench.Ana);
        await AttemptAsync(_bench.Stranger, _bench.OtherCohortId);
        var done = await AttemptAsync(_bench.Ben);
        await _bench.Storage.ChangeAsync<QuizAttempt>(done.Id, one => one.Submit(RightsBench.Now));
        var latest = attempt.Deadline + QuizAttempt.NetworkGrace;

        Assert.Empty(await OverdueAsync(latest));
        Assert.Equal([attempt.Id], await OverdueAsync(latest.AddTicks(1)));

        await HandInOverdueAsync(latest);
        Assert.Equal(AttemptState.InProgress, (await ReadAsync()).State);
        await HandInOverdueAsync(latest.AddTicks(1));
        Assert.Equal((AttemptState.Submitted, attempt.Deadline), ((await ReadAsync()).State, (await ReadAsync()).SubmittedAt));

        Task<List<Guid>> OverdueAsync(DateTime now) =>
            _bench.ReadAsync(db => db.Overdue(_bench.CohortId, now).Select(one => one.Id).ToListAsync(Ct));
        Task HandInOverdueAsync(DateTime now) =>
            _bench.Storage.Gate.WriteAsync(
                async db =>
                {
                    await db.HandInOverdueAsync(_bench.CohortId, now, Ct);
                    return Outcome.Done;
                },
                Ct
            );
        Task<QuizAttempt> ReadAsync() => _bench.ReadAsync(db => db.Set<QuizAttempt>().SingleAsync(one => one.Id == attempt.Id, Ct));
    }

    private static QuizAnswer Answer(QuizAttempt attempt, string question, string text)
    {
        var answer = new QuizAnswer(Guid.CreateVersion7(), attempt.Id, question, RightsBench.Now);
        answer.Write(new QuizResponse([], text), flagged: false, RightsBench.Now);
        return answer;
    }

    private async Task<QuizAttempt> AttemptAsync(Actor actor, Guid? cohortId = null)
    {
        var attempt = new QuizAttempt(
            Guid.CreateVersion7(),
            actor.PersonId,
            cohortId ?? _bench.CohortId,
            Quiz,
            ShownOrder.NewSeed(),
            RightsBench.Now
        );
        await _bench.Storage.AddAsync(attempt);
        return attempt;
    }
}
