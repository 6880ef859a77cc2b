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

/// <summary>A comment as its writer sees it.</summary>
/// <param name="Submission">Which submission it is about.</param>
/// <param name="Text">The words; markdown.</param>
/// <param name="WrittenAt">When it was written last, UTC.</param>
/// <param name="IsHelpful">Whether the document's author has said that it helps.</param>
/// <param name="HiddenBecause">Why an instructor has hidden it; null when it is shown.</param>
public sealed record OwnPeerComment(int Submission, string SectionId, string Text, int Version, DateTime WrittenAt, bool IsHelpful, string? HiddenBecause);

/// <summary>A classmate's document as its reader comments on it.</summary>
/// <param name="Title">Its title as it was handed in; empty while it is written on.</param>
/// <param name="Body">What was handed in; null when it is decided, for then it is its author's again.</param>
/// <param name="AuthorName">Who wrote it, or a stand-in where names are hidden.</param>
/// <param name="TimeZone">The class's IANA time zone.</param>
/// <param name="Comments">The reader's own comments, of all submissions.</param>
public sealed record PeerDocumentView(
    Guid DocumentId, DocumentKind Kind, string Title, DocumentBody? Body, string AuthorName, string TimeZone, int Submission, IReadOnlyList<OwnPeerComment> Comments)
{
    /// <summary>The reader's comment on a section of what lies before them; null when there is none.</summary>
    public OwnPeerComment? On(string sectionId) => Comments.FirstOrDefault(comment => comment.Submission == Submission && comment.SectionId == sectionId);
}

/// <summary>Lays a classmate's document before the trainee to whom it was given: the text alone, without marks, findings or what was true.</summary>
public sealed class OpenPeerDocument(IDbContextFactory<TrainingDb> databases, DocumentKinds kinds, IAuthorNames names)
{
    /// <summary>The document with the reader's comments.</summary>
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
        var comments = await db.Set<PeerComment>().AsNoTracking()
            .Where(comment => comment.DocumentId == documentId && comment.AuthorId == actor.PersonId)
            .OrderByDescending(comment => comment.Submission)
            .Select(comment => new OwnPeerComment(
                comment.Submission, comment.SectionId, comment.Text, comment.Version, comment.WrittenAt, comment.IsHelpful, comment.HiddenById == null ? null : comment.HiddenBecause))
            .ToListAsync(ct);
        return new PeerDocumentView(
            document.Id, kinds.Shape(document.KindId, body), PeerAccess.ShownTitle(document.State, body.Title), document.State.IsWithPeers() ? body : null, name, zone, document.Submissions, comments);
    }
}
