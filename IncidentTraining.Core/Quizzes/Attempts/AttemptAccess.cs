using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Responses;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Shared steps of this room's use cases: loading an attempt and submitting attempts.</summary>
internal static class AttemptAccess
{
    /// <summary>Loads the signed-in user's attempt; for another person's returns "not found".</summary>
    public static async Task<Outcome<QuizAttempt>> OwnAttemptAsync(this TrainingDb db, Actor actor, Guid attemptId, CancellationToken ct)
    {
        var attempt = await db.Set<QuizAttempt>().SingleOrDefaultAsync(a => a.Id == attemptId && a.PersonId == actor.PersonId, ct);
        if (attempt is null)
        {
            return Refusal.NotFound("There is no such quiz, or it is not yours.");
        }

        var access = await db.RequireRoleAsync(actor, attempt.CohortId, [ClassRole.Trainee], ct);
        return access.Succeeded ? attempt : access.Refusal;
    }

    /// <summary>The answers of an attempt by question id.</summary>
    public static Task<Dictionary<string, QuizAnswer>> AnswersAsync(this TrainingDb db, Guid attemptId, CancellationToken ct) =>
        db.Set<QuizAnswer>().Where(answer => answer.AttemptId == attemptId).ToDictionaryAsync(answer => answer.QuestionId, ct);

    /// <summary>Submits an attempt and grades everything that can be graded automatically.</summary>
    public static async Task<Outcome> HandInAsync(this TrainingDb db, QuizAttempt attempt, DateTime now, CancellationToken ct)
    {
        if (attempt.Submit(now) is { Succeeded: false } refused)
        {
            return refused;
        }

        var answers = await db.AnswersAsync(attempt.Id, ct);
        foreach (var question in attempt.ReadQuiz().Questions)
        {
            if (!answers.TryGetValue(question.Id, out var answer))
            {
                answer = new QuizAnswer(Guid.CreateVersion7(new DateTimeOffset(now)), attempt.Id, question.Id, now);
                db.Add(answer);
            }

            answer.GradeAutomatically(AutomaticGrade.Points(question, ShownOrder.Of(attempt.Seed, question), answer.ReadResponse()));
        }

        return Outcome.Done;
    }

    /// <summary>Submits every overdue attempt of the class with its saved answers.</summary>
    public static async Task HandInOverdueAsync(this TrainingDb db, Guid cohortId, DateTime now, CancellationToken ct)
    {
        foreach (var attempt in await db.Overdue(cohortId, now).ToListAsync(ct))
        {
            await db.HandInAsync(attempt, now, ct);
        }
    }

    /// <summary>The attempts in progress whose deadline and grace period are over.</summary>
    public static IQueryable<QuizAttempt> Overdue(this TrainingDb db, Guid cohortId, DateTime now)
    {
        var latest = now - QuizAttempt.NetworkGrace;
        return db.Set<QuizAttempt>().Where(a => a.CohortId == cohortId && a.State == AttemptState.InProgress && a.Deadline < latest);
    }
}
