using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.History;

/// <summary>
/// Restores an earlier text. The replaced text is already in the history, and the restored one becomes a new version, so nothing is lost.
/// </summary>
public sealed class RestoreVersion(WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The version to restore.</summary>
    /// <param name="Number">The number of the version.</param>
    /// <param name="SeenVersion">The document version that the author saw; prevents replacing a text they have not seen.</param>
    public sealed record Input(Guid DocumentId, int Number, int SeenVersion);

    /// <summary>Restores the text.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Input input, CancellationToken ct = default)
    {
        var outcome = await RestoreAsync(actor, input, ct);
        if (outcome.Succeeded)
        {
            await events.PublishAsync(input.DocumentId, new DocumentWritten(input.DocumentId));
        }

        return outcome;
    }

    private Task<Outcome> RestoreAsync(Actor actor, Input input, CancellationToken ct) =>
        gate.WriteAsync(
            async db =>
            {
                var found = await db.OwnDocumentAsync(actor, input.DocumentId, ct);
                if (!found.Succeeded)
                {
                    return found.Refusal;
                }

                var document = found.Value;
                var version = await db.Set<DocumentVersion>()
                    .AsNoTracking()
                    .SingleOrDefaultAsync(v => v.DocumentId == document.Id && v.Number == input.Number, ct);
                if (version is null)
                {
                    return Refusal.NotFound("There is no such version.");
                }

                if (document.IsOpen && document.Version != input.SeenVersion)
                {
                    return Refusal.Conflict("The document was changed since this page was loaded. Check the history again, then restore.");
                }

                var body = version.ReadBody();
                if (body.SaysTheSameAs(document.ReadBody()))
                {
                    return Refusal.Conflict("The document already has this text.");
                }

                var now = time.GetUtcNow().UtcDateTime;
                if (document.Write(body, now) is { Succeeded: false } closed)
                {
                    return closed.Refusal;
                }

                await db.RecordVersionAsync(document.Id, actor.PersonId, VersionReason.Restored, body, now, ct);
                return Outcome.Done;
            },
            ct
        );
}
