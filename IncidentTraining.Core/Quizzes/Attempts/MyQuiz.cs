using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>A trainee's view of the quiz before and after taking it: its terms and the state of the attempt.</summary>
/// <param name="Minutes">The time limit, in minutes.</param>
/// <param name="PassPercent">The percentage of the points needed to pass.</param>
/// <param name="Points">The total points.</param>
/// <param name="Kinds">The number of questions of each kind.</param>
/// <param name="Attempt">The person's attempt; null before the start.</param>
public sealed record QuizCard(
    string Title,
    int Minutes,
    int PassPercent,
    int Points,
    IReadOnlyDictionary<QuestionKind, int> Kinds,
    AttemptSummary? Attempt
);

/// <summary>The state of an attempt.</summary>
/// <param name="Deadline">The deadline, UTC.</param>
/// <param name="Remaining">The remaining time; never negative.</param>
/// <param name="SubmittedAt">When it was submitted, UTC; null before.</param>
public sealed record AttemptSummary(Guid AttemptId, AttemptState State, DateTime Deadline, TimeSpan Remaining, DateTime? SubmittedAt);

/// <summary>Reads the quiz of the trainee's class.</summary>
public sealed class MyQuiz(IDbContextFactory<TrainingDb> databases, QuizCatalogue catalogue, OverdueAttempts overdue, TimeProvider time)
    : IUseCase
{
    /// <summary>Returns the quiz and the person's attempt. After the start, the terms are those at the start.</summary>
    /// <param name="actor">The trainee.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Outcome<QuizCard>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await overdue.HandInAsync(cohortId, ct);
        await using var db = await databases.CreateDbContextAsync(ct);
        var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Trainee], ct);
        if (!access.Succeeded)
        {
            return access.Refusal;
        }

        var dayId = await db.Set<Cohort>().Where(cohort => cohort.Id == cohortId).Select(cohort => cohort.DayId).SingleAsync(ct);
        var offered = catalogue.OfDay(dayId);
        var attempt = await db.Set<QuizAttempt>()
            .AsNoTracking()
            .Where(a => a.CohortId == cohortId && a.PersonId == actor.PersonId && (offered == null || a.QuizId == offered.Id))
            .OrderByDescending(a => a.StartedAt)
            .FirstOrDefaultAsync(ct);
        if ((attempt?.ReadQuiz() ?? offered) is not { } quiz)
        {
            return Refusal.NotFound("There is no quiz for this day yet.");
        }

        var kinds = quiz
            .Questions.GroupBy(question => question.Kind)
            .OrderBy(group => group.Key)
            .ToDictionary(group => group.Key, group => group.Count());
        return new QuizCard(quiz.Title, quiz.Minutes, quiz.PassPercent, quiz.Points, kinds, Summary(attempt));
    }

    private AttemptSummary? Summary(QuizAttempt? attempt)
    {
        if (attempt is null)
        {
            return null;
        }

        var remaining = attempt.Deadline - time.GetUtcNow().UtcDateTime;
        return new AttemptSummary(
            attempt.Id,
            attempt.State,
            attempt.Deadline,
            remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero,
            attempt.SubmittedAt
        );
    }
}
