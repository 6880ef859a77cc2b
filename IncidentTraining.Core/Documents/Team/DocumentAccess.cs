using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Team;

/// <summary>Checks who can do what with a document. Every use case calls it inside its own transaction.</summary>
public static class DocumentAccess
{
    private static readonly Refusal None = Refusal.NotFound("There is no such document, or you cannot see it.");

    /// <summary>Loads the document for writing; allowed for its author and invited co-writers.</summary>
    public static async Task<Outcome<Document>> OwnDocumentAsync(this TrainingDb db, Actor actor, Guid documentId, CancellationToken ct)
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
        if (document is null)
        {
            return None;
        }

        if (document.OwnerId != actor.PersonId && !await db.WritesAsync(documentId, actor.PersonId, ct))
        {
            return Refusal.NotAllowed("Only its author can edit a document.");
        }

        var member = await db.RequireMemberAsync(actor, document.CohortId, ct);
        return member.Succeeded ? document : member.Refusal;
    }

    /// <summary>Loads the document for an instructor of its class who is not its author; drafts are refused.</summary>
    /// <remarks>Returns "not found" for everyone else, including other trainees of the class.</remarks>
    public static async Task<Outcome<Document>> DocumentForReviewAsync(
        this TrainingDb db,
        Actor actor,
        Guid documentId,
        CancellationToken ct
    )
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
        if (document is null)
        {
            return None;
        }

        if (await db.RequireRoleAsync(actor, document.CohortId, [ClassRole.Instructor], ct) is { Succeeded: false } refused)
        {
            return refused.Refusal.Hiding(None);
        }

        if (document.OwnerId == actor.PersonId || await db.WritesAsync(documentId, actor.PersonId, ct))
        {
            return Refusal.NotAllowed("You cannot review your own document.");
        }

        return document.Submissions == 0
            ? Refusal.NotAllowed("This is still a draft. It can be read and graded once its author has submitted it.")
            : document;
    }

    /// <summary>Returns the last submitted text. While a returned document is edited, the unfinished text is private to its
    /// author.</summary>
    internal static async Task<DocumentBody> SubmittedBodyAsync(this TrainingDb db, Document document, CancellationToken ct)
    {
        if (!document.IsOpen)
        {
            return document.ReadBody();
        }

        var submitted = await db.Set<DocumentVersion>()
            .AsNoTracking()
            .Where(version => version.DocumentId == document.Id && version.Reason == VersionReason.Submitted)
            .OrderByDescending(version => version.Number)
            .FirstAsync(ct);
        return submitted.ReadBody();
    }
}
