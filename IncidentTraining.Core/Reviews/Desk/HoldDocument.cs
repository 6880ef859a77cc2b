using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Desk;

/// <summary>A grader takes a document onto their desk, says that they are still at it, or lays it back.</summary>
public sealed class HoldDocument(WriteGate gate, LiveEvents events, TimeProvider time)
{
    /// <summary>Takes or keeps it; refused while somebody else has it.</summary>
    public Task<Outcome> TakeAsync(Actor actor, Guid documentId, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        var found = await db.DocumentForReviewAsync(actor, documentId, ct);
        return found.Succeeded ? await db.TakeAsync(documentId, actor.PersonId, time.GetUtcNow().UtcDateTime, ct) : found.Refusal;
    }, ct);

    /// <summary>Lays it back; nothing happens when it is on another's desk.</summary>
    public async Task<Outcome> LayBackAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        Document? free = null;
        var outcome = await gate.WriteAsync(async db =>
        {
            var found = await db.DocumentForReviewAsync(actor, documentId, ct);
            if (!found.Succeeded)
            {
                return found.Refusal;
            }

            if (await db.Set<ReviewHold>().SingleOrDefaultAsync(h => h.DocumentId == documentId && h.PersonId == actor.PersonId, ct) is { } hold)
            {
                db.Remove(hold);
                free = found.Value;
            }

            return Outcome.Done;
        }, ct);
        if (free is not null)
        {
            await events.AnnounceAsync(free);
        }

        return outcome;
    }
}
