using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents;

/// <summary>A document as its author or an instructor reads it.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Kind">Its kind, with a section for every text in it.</param>
/// <param name="Body">The text: for the author the present one, for an instructor the one last submitted.</param>
/// <param name="State">Where it is on its way.</param>
/// <param name="Version">Its version.</param>
/// <param name="OwnerName">The names of those who wrote it, or a stand-in where names are hidden from reviewers.</param>
/// <param name="CohortId">The class for which it is written.</param>
/// <param name="TimeZone">The class's IANA time zone.</param>
/// <param name="IsMine">Whether the reader writes in it.</param>
/// <param name="WrittenAt">When the present text was saved, UTC.</param>
/// <param name="SubmittedAt">When it was last submitted, UTC; null for a draft.</param>
/// <param name="Submissions">How often it was submitted.</param>
/// <param name="SourceRunId">The lab run that it is about; null without one.</param>
public sealed record DocumentView(
    Guid DocumentId, DocumentKind Kind, DocumentBody Body, DocumentState State, int Version, string OwnerName, Guid CohortId,
    string TimeZone, bool IsMine, DateTime WrittenAt, DateTime? SubmittedAt, int Submissions, Guid? SourceRunId);

/// <summary>Opens a document for its author, or what was submitted of it for an instructor of the class.</summary>
public sealed class ReadDocument(IDbContextFactory<TrainingDb> databases, DocumentKinds kinds, IAuthorNames names)
{
    /// <summary>The document; for everybody else there is none.</summary>
    public async Task<Outcome<DocumentView>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var own = await db.OwnDocumentAsync(actor, documentId, ct);
        var found = own.Succeeded ? own : await db.DocumentForReviewAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var document = found.Value;
        var body = own.Succeeded ? document.ReadBody() : await db.SubmittedBodyAsync(document, ct);
        var owner = string.Join(", ", (await db.WriterNamesAsync(document, ct)).Select(writer => writer.Name));
        if (!own.Succeeded)
        {
            owner = await names.ForReviewerAsync(db, document.CohortId, document.Id, owner, ct);
            body = (await names.CoverAsync(db, actor, document.CohortId, document.SourceRunId ?? document.Id, ct)).Over(body);
        }

        return await ViewAsync(db, document, body, owner, own.Succeeded, ct);
    }

    /// <summary>What was submitted, as graders read it; for a use case that has checked the moderator's right itself.</summary>
    internal async Task<DocumentView> ForModeratorAsync(TrainingDb db, Document document, NameCover cover, CancellationToken ct)
    {
        var owner = string.Join(", ", (await db.WriterNamesAsync(document, ct)).Select(writer => writer.Name));
        var shown = await names.ForReviewerAsync(db, document.CohortId, document.Id, owner, ct);
        return await ViewAsync(db, document, cover.Over(await db.SubmittedBodyAsync(document, ct)), shown, isMine: false, ct);
    }

    private async Task<DocumentView> ViewAsync(TrainingDb db, Document document, DocumentBody body, string owner, bool isMine, CancellationToken ct)
    {
        var zone = await db.Set<Cohort>().Where(cohort => cohort.Id == document.CohortId).Select(cohort => cohort.TimeZone).SingleAsync(ct);
        return new DocumentView(
            document.Id, kinds.Shape(document.KindId, body), body, document.State, document.Version, owner, document.CohortId,
            zone, isMine, document.WrittenAt, document.SubmittedAt, document.Submissions, document.SourceRunId);
    }
}
