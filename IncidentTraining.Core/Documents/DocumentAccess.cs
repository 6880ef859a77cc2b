using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents;

/// <summary>The checks of who may do what with a document. Every use case asks them inside its own transaction.</summary>
public static class DocumentAccess
{
    private static readonly Refusal None = Refusal.NotFound("There is no such document, or it is not yours to see.");

    /// <summary>The document for writing; only who began it and who was invited to write in it may.</summary>
    public static async Task<Outcome<Document>> OwnDocumentAsync(this TrainingDb db, Actor actor, Guid documentId, CancellationToken ct)
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
        if (document is null)
        {
            return None;
        }

        if (document.OwnerId != actor.PersonId && !await db.WritesAsync(documentId, actor.PersonId, ct))
        {
            return Refusal.NotAllowed("Only its author writes in a document.");
        }

        var member = await db.RequireMemberAsync(actor, document.CohortId, ct);
        return member.Succeeded ? document : member.Refusal;
    }

    /// <summary>The document for an instructor of its class, who is not its author; drafts are refused.</summary>
    /// <remarks>For everybody else there is no such document, other trainees of the class included.</remarks>
    public static async Task<Outcome<Document>> DocumentForReviewAsync(this TrainingDb db, Actor actor, Guid documentId, CancellationToken ct)
    {
        var document = await db.Set<Document>().SingleOrDefaultAsync(d => d.Id == documentId, ct);
        if (document is null)
        {
            return None;
        }

        if (!(await db.RequireRoleAsync(actor, document.CohortId, [ClassRole.Instructor], ct)).Succeeded)
        {
            return None;
        }

        if (document.OwnerId == actor.PersonId || await db.WritesAsync(documentId, actor.PersonId, ct))
        {
            return Refusal.NotAllowed("Nobody reviews a document of their own.");
        }

        return document.Submissions == 0
            ? Refusal.NotAllowed("This is still a draft. It can be read and graded once its author has submitted it.")
            : document;
    }

    /// <summary>What was handed in last. While a returned document is written on, the unfinished text is its author's alone.</summary>
    internal static async Task<DocumentBody> SubmittedBodyAsync(this TrainingDb db, Document document, CancellationToken ct)
    {
        if (!document.IsOpen)
        {
            return document.ReadBody();
        }

        var submitted = await db.Set<DocumentVersion>().AsNoTracking()
            .Where(version => version.DocumentId == document.Id && version.Reason == VersionReason.Submitted)
            .OrderByDescending(version => version.Number)
            .FirstAsync(ct);
        return submitted.ReadBody();
    }
}
