using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>A comment as shown to its writer.</summary>
/// <param name="Submission">The number of the submission.</param>
/// <param name="Text">The text, in Markdown.</param>
/// <param name="WrittenAt">When it was last changed, UTC.</param>
/// <param name="IsHelpful">Whether the document's author marked it as helpful.</param>
/// <param name="HiddenBecause">The reason an instructor gave for hiding it; null when it is visible.</param>
public sealed record OwnPeerComment(
    int Submission,
    string SectionId,
    string Text,
    int Version,
    DateTime WrittenAt,
    bool IsHelpful,
    string? HiddenBecause
);

/// <summary>A classmate's document as shown to the commenting reader.</summary>
/// <param name="Title">The submitted title; empty while the document is being edited.</param>
/// <param name="Body">The submitted text; null once decided, because it is then private to its author again.</param>
/// <param name="AuthorName">The author's name, or a pseudonym where names are hidden.</param>
/// <param name="TimeZone">The class's IANA time zone.</param>
/// <param name="Comments">The reader's comments on all submissions.</param>
public sealed record PeerDocumentView(
    Guid DocumentId,
    DocumentKind Kind,
    string Title,
    DocumentBody? Body,
    string AuthorName,
    string TimeZone,
    int Submission,
    IReadOnlyList<OwnPeerComment> Comments
)
{
    /// <summary>Returns the reader's comment on a section of the current submission; null when there is none.</summary>
    public OwnPeerComment? On(string sectionId) =>
        Comments.FirstOrDefault(comment => comment.Submission == Submission && comment.SectionId == sectionId);
}

/// <summary>Opens a classmate's document for the trainee it was assigned to: the text only, without marks, findings or the true
/// cause.</summary>
public sealed class OpenPeerDocument(IDbContextFactory<TrainingDb> databases, DocumentKinds kinds, IAuthorNames names) : IUseCase
{
    /// <summary>Returns the document with the reader's comments.</summary>
    public async Task<Outcome<PeerDocumentView>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await db.DocumentForPeerAsync(actor, documentId, ct);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var document = found.Value;
        var cover = await HiddenNames.OfClassAsync(db, document.CohortId, document.SourceRunId ?? document.Id, ct);
        var body = cover.Over(document.ReadBody());
        var writers = string.Join(", ", (await db.WriterNamesAsync(document, ct)).Select(writer => writer.Name));
        var name = await names.ForReviewerAsync(db, document.CohortId, document.Id, writers, ct);
        var zone = await db.Set<Cohort>().Where(cohort => cohort.Id == document.CohortId).Select(cohort => cohort.TimeZone).SingleAsync(ct);
        var comments = await db.Set<PeerComment>()
            .AsNoTracking()
            .Where(comment => comment.DocumentId == documentId && comment.AuthorId == actor.PersonId)
            .OrderByDescending(comment => comment.Submission)
            .Select(comment => new OwnPeerComment(
                comment.Submission,
                comment.SectionId,
                comment.Text,
                comment.Version,
                comment.WrittenAt,
                comment.IsHelpful,
                comment.HiddenById == null ? null : comment.HiddenBecause
            ))
            .ToListAsync(ct);
        return new PeerDocumentView(
            document.Id,
            kinds.Shape(document.KindId, body),
            PeerAccess.ShownTitle(document.State, body.Title),
            document.State.IsWithPeers() ? body : null,
            name,
            zone,
            document.Submissions,
            comments
        );
    }
}
