using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Grading;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Finding one's own attempt and handing attempts in: what several use cases of the room do alike.</summary>
internal static class AttemptAccess
{
    /// <summary>The actor's own attempt. Another person's does not exist for them.</summary>
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

    /// <summary>Hands an attempt in and grades at once whatever needs no judgement.</summary>
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

    /// <summary>Hands in every attempt of the class whose time is up, with what there is.</summary>
    public static async Task HandInOverdueAsync(this TrainingDb db, Guid cohortId, DateTime now, CancellationToken ct)
    {
        foreach (var attempt in await db.Overdue(cohortId, now).ToListAsync(ct))
        {
            await db.HandInAsync(attempt, now, ct);
        }
    }

    /// <summary>The attempts of the class that are in progress although time and grace are over.</summary>
    public static IQueryable<QuizAttempt> Overdue(this TrainingDb db, Guid cohortId, DateTime now)
    {
        var latest = now - QuizAttempt.NetworkGrace;
        return db.Set<QuizAttempt>().Where(a => a.CohortId == cohortId && a.State == AttemptState.InProgress && a.Deadline < latest);
    }
}
