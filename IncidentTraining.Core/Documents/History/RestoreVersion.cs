using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.History;

/// <summary>
/// Makes an earlier text the present one. The text that it replaces is a version of the history already, and the restored
/// one becomes a new version: nothing is rewound, so nothing can be lost by it.
/// </summary>
public sealed class RestoreVersion(WriteGate gate, TimeProvider time)
{
    /// <summary>What is restored.</summary>
    /// <param name="Number">The version whose text comes back.</param>
    /// <param name="SeenVersion">The document's version that the author sees: nobody replaces a text they have not seen.</param>
    public sealed record Input(Guid DocumentId, int Number, int SeenVersion);

    /// <summary>Restores the text.</summary>
    public Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default) => gate.WriteAsync(async db =>
    {
        var found = await db.OwnDocumentAsync(actor, input.DocumentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var document = found.Value;
        var version = await db.Set<DocumentVersion>().AsNoTracking()
            .SingleOrDefaultAsync(v => v.DocumentId == document.Id && v.Number == input.Number, ct);
        if (version is null)
        {
            return Refusal.NotFound("There is no such version.");
        }

        if (document.IsOpen && document.Version != input.SeenVersion)
        {
            return Refusal.Conflict("The document was written in since this page was loaded. Look at the history once more, then restore.");
        }

        var body = version.ReadBody();
        if (body.SaysTheSameAs(document.ReadBody()))
        {
            return Refusal.Conflict("That is the text that stands in the document now.");
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (document.Write(body, now) is { Succeeded: false } closed)
        {
            return closed.Refusal;
        }

        await db.KeepAsync(document.Id, actor.PersonId, VersionReason.Restored, body, now, apart: true, ct);
        return Outcome.Done;
    }, ct);
}
