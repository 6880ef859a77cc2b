using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>Submits a trainee's attempt; automatic grading happens in the same transaction.</summary>
public sealed class SubmitAttempt(WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Submits it. No-op when it is already submitted or the time is up.</summary>
    /// <param name="actor">The person who takes the quiz.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async Task<Outcome> RunAsync(Actor actor, Guid attemptId, CancellationToken ct = default)
    {
        var cohortId = Guid.Empty;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var found = await db.OwnAttemptAsync(actor, attemptId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                cohortId = found.Value.CohortId;
                return found.Value.State is AttemptState.InProgress
                    ? await db.HandInAsync(found.Value, time.GetUtcNow().UtcDateTime, ct)
                    : Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new QuizChanged(cohortId));
        }

        return outcome;
    }
}
