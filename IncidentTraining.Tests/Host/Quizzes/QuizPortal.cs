using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Results;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Host.Quizzes;

/// <summary>The real portal with a clock that the test moves, and helpers for taking its quiz.</summary>
public sealed class QuizPortal : IDisposable
{
    public const string Trainee = "demo-trainee-1";
    public const string OtherTrainee = "demo-trainee-2";
    public const string Instructor = "demo-instructor";
    public const string Facilitator = "demo-facilitator";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>Starts at the present: the test client drops sign-in cookies that have expired by the real clock.</summary>
    public FakeTimeProvider Time { get; }

    public PortalFactory Factory { get; }

    public QuizPortal()
    {
        Time = new(TimeProvider.System.GetUtcNow());
        Factory = new PortalFactory { Time = Time };
    }

    /// <summary>The quiz of a portal that the test has started itself.</summary>
    public QuizPortal(PortalFactory factory, FakeTimeProvider? time = null) => (Time, Factory) = (time ?? new(), factory);

    public void Dispose() => Factory.Dispose();

    public T Get<T>()
        where T : notnull => Factory.Services.GetRequiredService<T>();

    public async Task<Outcome<Guid>> TryStartAsync(string userName) =>
        await Get<StartAttempt>().RunAsync(await Factory.ActorAsync(userName), await Factory.CohortIdAsync(), Ct);

    public async Task<Guid> StartAsync(string userName = Trainee) => (await TryStartAsync(userName)).Value;

    public async Task<Outcome<QuizPaper>> ReadAsync(Guid attemptId, string userName = Trainee) =>
        await Get<ReadAttempt>().RunAsync(await Factory.ActorAsync(userName), attemptId, Ct);

    public async Task<Outcome<SaveAnswer.Answer>> SaveAsync(
        Guid attemptId,
        int number,
        QuizResponse response,
        string userName = Trainee,
        int seen = 0,
        bool flagged = false
    ) => await Get<SaveAnswer>().RunAsync(await Factory.ActorAsync(userName), new(attemptId, number, seen, response, flagged), Ct);

    public async Task<Outcome> SubmitAsync(Guid attemptId, string userName = Trainee) =>
        await Get<SubmitAttempt>().RunAsync(await Factory.ActorAsync(userName), attemptId, Ct);

    /// <summary>The stored attempt, keys and all.</summary>
    public async Task<QuizAttempt> AttemptAsync(Guid attemptId)
    {
        await using var db = await Factory.OpenDatabaseAsync();
        return await db.Set<QuizAttempt>().AsNoTracking().SingleAsync(attempt => attempt.Id == attemptId, Ct);
    }

    /// <summary>Answers every question perfectly, in shown positions as a browser would, and the short ones with the text.</summary>
    public async Task AnswerAllAsync(Guid attemptId, string userName = Trainee, string text = "A structured look back, blameless.")
    {
        var attempt = await AttemptAsync(attemptId);
        foreach (var (index, question) in attempt.ReadQuiz().Questions.Index())
        {
            var saved = await SaveAsync(attemptId, index + 1, Perfect(attempt, question, text), userName);
            Assert.True(saved is { Succeeded: true, Value.Saved: true });
        }
    }

    public static QuizResponse Perfect(QuizAttempt attempt, Question question, string text)
    {
        var shown = ShownOrder.Of(attempt.Seed, question).ToList();
        return question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => new(
                [.. Enumerable.Range(0, shown.Count).Where(place => question.Options[shown[place]].Correct)],
                ""
            ),
            QuestionKind.Short => new([], text),
            QuestionKind.Matching => new([.. Enumerable.Range(0, question.Pairs.Count).Select(index => shown.IndexOf(index))], ""),
            _ => new([.. Enumerable.Range(0, shown.Count).Select(index => shown.IndexOf(index))], ""),
        };
    }

    /// <summary>Gives every written answer the same points.</summary>
    public async Task GradeAllAsync(decimal points, string comment = "")
    {
        var instructor = await Factory.ActorAsync(Instructor);
        var answers = (await Get<ReadShortAnswers>().RunAsync(instructor, await Factory.CohortIdAsync(), Ct)).Value;
        foreach (var answer in answers.Questions.SelectMany(question => question.Answers))
        {
            Assert.True(
                (await Get<GradeShortAnswer>().RunAsync(instructor, new(answer.AnswerId, answer.Version, points, comment), Ct)).Succeeded
            );
        }
    }

    /// <summary>A second class with an instructor of its own.</summary>
    public async Task<(Guid CohortId, Actor Instructor)> OtherClassAsync()
    {
        var administrator = await Factory.ActorAsync("demo-administrator");
        var cohortId = (
            await Get<CreateClass>().RunAsync(administrator, new("Another class", "day-4-incident-response", "Europe/London"), Ct)
        ).Value;
        var instructor = await Get<AddStaff>()
            .RunAsync(administrator, new(cohortId, "Olga Weiss", "green river stone", ClassRole.Instructor), Ct);
        return (cohortId, new Actor(instructor.Value));
    }
}
