using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Team;

/// <summary>The writers of a document.</summary>
/// <param name="Writers">The current writers, author first.</param>
/// <param name="Others">Trainees of the class who can be invited; empty for a reader who cannot invite.</param>
/// <param name="MayInvite">Whether the reader is the author and the document can still be edited.</param>
public sealed record WritersView(IReadOnlyList<WriterName> Writers, IReadOnlyList<WriterName> Others, bool MayInvite);

/// <summary>A person and their name.</summary>
public sealed record WriterName(Guid PersonId, string Name);

/// <summary>
/// Lets a document's author invite classmates to write in it. All writers' texts are saved with version checks, so that simultaneous
/// changes are merged and no text is lost.
/// </summary>
public sealed class WriteTogether(IDbContextFactory<TrainingDb> databases, WriteGate gate, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The most writers of a document: the size of a lab crew.</summary>
    public const int MostWriters = 6;

    /// <summary>Returns the writers; for each of them.</summary>
    public async Task<Outcome<WritersView>> ReadAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        if (!own.Succeeded)
        {
            return own.Refusal;
        }

        var document = own.Value;
        var writers = await db.WriterNamesAsync(document, ct);
        var ids = writers.Select(writer => writer.PersonId).ToList();
        var mayInvite = document.OwnerId == actor.PersonId && document.IsOpen;
        var others = !mayInvite
            ? []
            : await (
                from member in db.Set<Membership>()
                join person in db.Set<Person>() on member.PersonId equals person.Id
                where member.CohortId == document.CohortId && member.Role == ClassRole.Trainee && !ids.Contains(person.Id)
                orderby person.DisplayName
                select new WriterName(person.Id, person.DisplayName)
            ).ToListAsync(ct);
        return new WritersView(writers, others, mayInvite);
    }

    /// <summary>Lets a classmate write in the document.</summary>
    public Task<Outcome> InviteAsync(Actor actor, Guid documentId, Guid personId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            documentId,
            personId,
            async (db, document) =>
            {
                var trainee = await db.Set<Membership>()
                    .AnyAsync(m => m.CohortId == document.CohortId && m.PersonId == personId && m.Role == ClassRole.Trainee, ct);
                if (!trainee)
                {
                    return Refusal.NotFound("There is no such trainee in the class.");
                }

                var writers = await db.Set<DocumentWriter>()
                    .Where(writer => writer.DocumentId == documentId)
                    .Select(writer => writer.PersonId)
                    .ToListAsync(ct);
                if (personId == document.OwnerId || writers.Contains(personId))
                {
                    return Outcome.Done;
                }

                if (writers.Count + 1 >= MostWriters)
                {
                    return Refusal.Conflict($"At most {MostWriters} people can write in one document.");
                }

                db.Add(new DocumentWriter(documentId, personId, time.GetUtcNow().UtcDateTime));
                return Outcome.Done;
            },
            ct
        );

    /// <summary>Removes a person's right to write. Their text stays.</summary>
    public Task<Outcome> RemoveAsync(Actor actor, Guid documentId, Guid personId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            documentId,
            personId,
            async (db, _) =>
            {
                if (
                    await db.Set<DocumentWriter>()
                        .SingleOrDefaultAsync(writer => writer.DocumentId == documentId && writer.PersonId == personId, ct) is
                    { } writer
                )
                {
                    db.Remove(writer);
                }

                return Outcome.Done;
            },
            ct
        );

    private async Task<Outcome> ChangeAsync(
        Actor actor,
        Guid documentId,
        Guid personId,
        Func<TrainingDb, Document, Task<Outcome>> change,
        CancellationToken ct
    )
    {
        var outcome = await WriteAsync(actor, documentId, change, ct);
        if (outcome.Succeeded)
        {
            var changed = new WritersChanged(documentId);
            await events.PublishAsync(documentId, changed);
            await events.PublishAsync(personId, changed);
        }

        return outcome;
    }

    private Task<Outcome> WriteAsync(
        Actor actor,
        Guid documentId,
        Func<TrainingDb, Document, Task<Outcome>> change,
        CancellationToken ct
    ) =>
        gate.WriteAsync(
            async db =>
            {
                var own = await db.OwnDocumentAsync(actor, documentId, ct);
                return !own.Succeeded ? own.Refusal
                    : own.Value.OwnerId != actor.PersonId ? Refusal.NotAllowed("Only the document's author can change who writes in it.")
                    : !own.Value.IsOpen
                        ? Refusal.TooLate($"The document is {own.Value.State.InWords()}; its writers can no longer be changed.")
                    : await change(db, own.Value);
            },
            ct
        );
}

/// <summary>Reads the writers within another use case.</summary>
internal static class WriterReading
{
    public static async Task<IReadOnlyList<WriterName>> WriterNamesAsync(this TrainingDb db, Document document, CancellationToken ct)
    {
        var joined = await (
            from writer in db.Set<DocumentWriter>()
            join person in db.Set<Person>() on writer.PersonId equals person.Id
            where writer.DocumentId == document.Id
            orderby writer.Since
            select new WriterName(person.Id, person.DisplayName)
        ).ToListAsync(ct);
        var owner = await db.Set<Person>()
            .Where(person => person.Id == document.OwnerId)
            .Select(person => person.DisplayName)
            .SingleAsync(ct);
        return [new WriterName(document.OwnerId, owner), .. joined];
    }

    public static Task<bool> WritesAsync(this TrainingDb db, Guid documentId, Guid personId, CancellationToken ct) =>
        db.Set<DocumentWriter>().AnyAsync(writer => writer.DocumentId == documentId && writer.PersonId == personId, ct);
}
