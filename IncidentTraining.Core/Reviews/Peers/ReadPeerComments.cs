using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>A classmate's comment as shown to the document's author and the instructors.</summary>
/// <param name="Submission">The number of the submission, from 1.</param>
/// <param name="WriterName">The writer's name, or a pseudonym where names are hidden.</param>
/// <param name="Text">The text, in Markdown.</param>
/// <param name="WrittenAt">When it was last changed, UTC.</param>
/// <param name="IsHelpful">Whether the author marked it as helpful.</param>
/// <param name="HiddenBecause">The reason for hiding it; null when it is visible. Hidden comments are never sent to the author.</param>
public sealed record ShownPeerComment(
    Guid CommentId,
    int Submission,
    string SectionId,
    string WriterName,
    string Text,
    DateTime WrittenAt,
    bool IsHelpful,
    string? HiddenBecause
);

/// <summary>A document with its peer comments.</summary>
/// <param name="Comments">The comments, last submission first, then in section order.</param>
public sealed record PeerCommentsView(DocumentView Document, IReadOnlyList<ShownPeerComment> Comments);

/// <summary>
/// Reads peer comments for the document's authors and the instructors of the class, even after peer comments are switched off.
/// </summary>
public sealed class ReadPeerComments(IDbContextFactory<TrainingDb> databases, ReadDocument readDocument) : IUseCase
{
    /// <summary>Returns the comments on a document.</summary>
    public async Task<Outcome<PeerCommentsView>> RunAsync(Actor actor, Guid documentId, CancellationToken ct = default)
    {
        var read = await readDocument.RunAsync(actor, documentId, ct);
        if (!read.Succeeded)
        {
            return read.Refusal;
        }

        var document = read.Value;
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await (
            from comment in db.Set<PeerComment>().AsNoTracking()
            join writer in db.Set<Person>() on comment.AuthorId equals writer.Id
            where comment.DocumentId == documentId && !(document.IsMine && comment.HiddenById != null)
            select new { Comment = comment, writer.DisplayName }
        ).ToListAsync(ct);
        var cover =
            rows.Count > 0
                ? await HiddenNames.OfClassAsync(db, document.CohortId, document.SourceRunId ?? document.DocumentId, ct)
                : NameCover.None;
        var order = document
            .Kind.Sections.Select((section, index) => (section.Id, index))
            .ToDictionary(section => section.Id, section => section.index);
        return new PeerCommentsView(
            document,
            [
                .. rows.OrderByDescending(row => row.Comment.Submission)
                    .ThenBy(row => order.GetValueOrDefault(row.Comment.SectionId, int.MaxValue))
                    .ThenBy(row => row.Comment.Id)
                    .Select(row => new ShownPeerComment(
                        row.Comment.Id,
                        row.Comment.Submission,
                        row.Comment.SectionId,
                        cover.Over(row.DisplayName),
                        document.IsMine ? row.Comment.Text : cover.Over(row.Comment.Text),
                        row.Comment.WrittenAt,
                        row.Comment.IsHelpful,
                        row.Comment.IsHidden ? row.Comment.HiddenBecause : null
                    )),
            ]
        );
    }

    /// <summary>
    /// Returns the number of visible comments on each of the actor's documents in a class; documents without comments are left out.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, int>> CountAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await (
            from comment in db.Set<PeerComment>()
            join document in db.Set<Document>() on comment.DocumentId equals document.Id
            where
                document.CohortId == cohortId
                && comment.HiddenById == null
                && (
                    document.OwnerId == actor.PersonId
                    || db.Set<DocumentWriter>().Any(writer => writer.DocumentId == document.Id && writer.PersonId == actor.PersonId)
                )
            group comment by document.Id into comments
            select new { comments.Key, Count = comments.Count() }
        ).ToDictionaryAsync(row => row.Key, row => row.Count, ct);
    }
}
