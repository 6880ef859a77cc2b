using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>
/// Releases results with keys and feedback to everyone who has submitted. Anyone who submits later gets theirs with the next release.
/// </summary>
public sealed class ReleaseResults(WriteGate gate, LiveEvents events, OverdueAttempts overdue, TimeProvider time) : IUseCase
{
    /// <summary>Releases the results and returns their number.</summary>
    /// <param name="actor">An instructor of the class.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Outcome<int>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await overdue.HandInAsync(cohortId, ct);
        var outcome = await gate.WriteAsync(db => ReleaseAsync(db, actor, cohortId, ct), ct);
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new QuizChanged(cohortId));
        }

        return outcome;
    }

    private async Task<Outcome<int>> ReleaseAsync(TrainingDb db, Actor actor, Guid cohortId, CancellationToken ct)
    {
        var access = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct);
        if (!access.Succeeded)
        {
            return access.Refusal;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var attempts = await db.Set<QuizAttempt>().Where(a => a.CohortId == cohortId && a.State == AttemptState.Submitted).ToListAsync(ct);
        if (attempts.Count == 0)
        {
            return Refusal.Conflict("There is nothing to release: no one has submitted since the last release.");
        }

        var ids = attempts.Select(attempt => attempt.Id).ToList();
        var waiting = await db.Set<QuizAnswer>().CountAsync(answer => ids.Contains(answer.AttemptId) && answer.Points == null, ct);
        if (waiting > 0)
        {
            return Refusal.Conflict(
                waiting == 1
                    ? "One short answer is not graded yet. Grade it first, so that everyone gets a complete result."
                    : $"{waiting} short answers are not graded yet. Grade them first, so that everyone gets a complete result."
            );
        }

        foreach (var attempt in attempts)
        {
            if (attempt.Release(now) is { Succeeded: false } refused)
            {
                return refused.Refusal;
            }
        }

        db.Audit(AuditAction.ResultsReleased, time, actor, cohort: cohortId, note: $"{attempts.Count}");
        return attempts.Count;
    }
}
