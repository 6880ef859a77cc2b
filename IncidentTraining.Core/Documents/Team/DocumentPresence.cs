using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Team;

/// <summary>A writer has opened or left a document, or works in another section of it. Published under the document.</summary>
public sealed record WritersMoved(Guid DocumentId);

/// <summary>A writer who has the document open.</summary>
/// <param name="SectionId">The section in which they are writing; null for none.</param>
public sealed record PresentWriter(Guid PersonId, string Name, string? SectionId);

/// <summary>Who has which document open for writing, and in which section. Only its writers are tracked and notified.</summary>
public sealed class DocumentPresence(IDbContextFactory<TrainingDb> databases, LiveEvents events)
{
    private readonly PresenceRegistry _visits = new();

    /// <summary>A writer has opened the document; they count as present until they leave, on each of their pages.</summary>
    public async Task<Outcome<PresentPage>> EnterAsync(
        Actor actor,
        Guid documentId,
        string? sectionId = null,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        if (!own.Succeeded)
        {
            return own.Refusal;
        }

        var visit = new PresentPage(documentId, actor.PersonId);
        _visits.Enter(visit);
        _visits.Move(visit, sectionId);
        await TellAsync(documentId);
        return visit;
    }

    /// <summary>The writer has moved to another section; null for none.</summary>
    public Task MoveAsync(PresentPage visit, string? sectionId) =>
        _visits.Move(visit, sectionId) ? TellAsync(visit.ThingId) : Task.CompletedTask;

    /// <summary>The page has been closed.</summary>
    public Task LeaveAsync(PresentPage visit)
    {
        _visits.Leave(visit);
        return TellAsync(visit.ThingId);
    }

    /// <summary>The other writers who have the document open, in the order in which they were added.</summary>
    public async Task<Outcome<IReadOnlyList<PresentWriter>>> OthersAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        if (!own.Succeeded)
        {
            return own.Refusal;
        }

        // A former writer may still have the page open.
        var here = _visits.Of(documentId);
        return Outcome<IReadOnlyList<PresentWriter>>.Done([
            .. (await db.WriterNamesAsync(own.Value, ct))
                .Where(writer => writer.PersonId != actor.PersonId && here.ContainsKey(writer.PersonId))
                .Select(writer => new PresentWriter(writer.PersonId, writer.Name, here[writer.PersonId])),
        ]);
    }

    private Task TellAsync(Guid documentId) => events.PublishAsync(documentId, new WritersMoved(documentId));
}
