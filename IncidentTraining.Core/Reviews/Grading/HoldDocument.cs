using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Grading;

/// <summary>Acquires, renews or releases a grader's lock on a document.</summary>
public sealed class HoldDocument(WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Acquires or renews the lock; refused while another grader holds it.</summary>
    public Task<Outcome> TakeAsync(Actor actor, Guid documentId, CancellationToken ct = default) =>
        gate.WriteAsync(
            async db =>
            {
                var found = await db.DocumentForReviewAsync(actor, documentId, ct);
                return found.Succeeded ? await db.TakeAsync(documentId, actor.PersonId, time.GetUtcNow().UtcDateTime, ct) : found.Refusal;
            },
            ct
        );

    /// <summary>Releases the lock; no-op when another grader holds it.</summary>
    public async Task<Outcome> LayBackAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        Document? free = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var found = await db.DocumentForReviewAsync(actor, documentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                if (
                    await db.Set<ReviewHold>().SingleOrDefaultAsync(h => h.DocumentId == documentId && h.PersonId == actor.PersonId, ct) is
                    { } hold
                )
                {
                    db.Remove(hold);
                    free = found.Value;
                }

                return Outcome.Done;
            },
            ct
        );
        if (free is not null)
        {
            await events.AnnounceAsync(free);
        }

        return outcome;
    }
}
