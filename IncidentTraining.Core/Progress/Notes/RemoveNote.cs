using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>Removes a bookmark or note.</summary>
public sealed class RemoveNote(WriteGate gate, LiveEvents events) : IUseCase
{
    /// <summary>Removes the signed-in user's note; succeeds if it is already gone.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid id, CancellationToken ct = default)
    {
        var removed = await gate.WriteAsync(
            async db =>
            {
                if (await db.Set<PageNote>().SingleOrDefaultAsync(note => note.Id == id && note.PersonId == actor.PersonId, ct) is { } note)
                {
                    db.Remove(note);
                }

                return Outcome.Done;
            },
            ct
        );
        if (removed.Succeeded)
        {
            await events.PublishAsync(actor.PersonId, new NotesChanged(actor.PersonId));
        }

        return removed;
    }
}
