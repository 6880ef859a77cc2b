using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Documents.Reading;

/// <summary>A document as shown to its author or an instructor.</summary>
/// <param name="Kind">The kind, with a section for every text in the document.</param>
/// <param name="Body">The current text for the author, the last submitted text for an instructor.</param>
/// <param name="State">The lifecycle state.</param>
/// <param name="OwnerName">The names of the writers, or a pseudonym where names are hidden from reviewers.</param>
/// <param name="CohortId">The class it is written for.</param>
/// <param name="TimeZone">The class's IANA time zone.</param>
/// <param name="IsMine">Whether the reader can write in it.</param>
/// <param name="WrittenAt">When the current text was saved, UTC.</param>
/// <param name="SubmittedAt">When it was last submitted, UTC; null for a draft.</param>
/// <param name="Submissions">The number of submissions.</param>
/// <param name="SourceRunId">The lab run it is about; null without one.</param>
public sealed record DocumentView(
    Guid DocumentId,
    DocumentKind Kind,
    DocumentBody Body,
    DocumentState State,
    int Version,
    string OwnerName,
    Guid CohortId,
    string TimeZone,
    bool IsMine,
    DateTime WrittenAt,
    DateTime? SubmittedAt,
    int Submissions,
    Guid? SourceRunId
);

/// <summary>Reads a document for its author, or its last submission for an instructor of the class.</summary>
public sealed class ReadDocument(IDbContextFactory<TrainingDb> databases, DocumentKinds kinds, IAuthorNames names) : IUseCase
{
    /// <summary>Returns the document; "not found" for everyone else.</summary>
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

    /// <summary>Returns the submission as graders see it; for a use case that has already checked the moderator's access.</summary>
    internal async Task<DocumentView> ForModeratorAsync(TrainingDb db, Document document, NameCover cover, CancellationToken ct)
    {
        var owner = string.Join(", ", (await db.WriterNamesAsync(document, ct)).Select(writer => writer.Name));
        var shown = await names.ForReviewerAsync(db, document.CohortId, document.Id, owner, ct);
        return await ViewAsync(db, document, cover.Over(await db.SubmittedBodyAsync(document, ct)), shown, isMine: false, ct);
    }

    private async Task<DocumentView> ViewAsync(
        TrainingDb db,
        Document document,
        DocumentBody body,
        string owner,
        bool isMine,
        CancellationToken ct
    )
    {
        var zone = await db.Set<Cohort>().Where(cohort => cohort.Id == document.CohortId).Select(cohort => cohort.TimeZone).SingleAsync(ct);
        return new DocumentView(
            document.Id,
            kinds.Shape(document.KindId, body),
            body,
            document.State,
            document.Version,
            owner,
            document.CohortId,
            zone,
            isMine,
            document.WrittenAt,
            document.SubmittedAt,
            document.Submissions,
            document.SourceRunId
        );
    }
}
