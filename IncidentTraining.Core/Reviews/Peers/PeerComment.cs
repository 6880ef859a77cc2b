using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>
/// Comments on a classmate's document were written, removed, marked or hidden. Published after the commit, under the document and its
/// class.
/// </summary>
public sealed record PeerCommentsChanged(Guid DocumentId);

/// <summary>
/// A trainee's comment on a section of a classmate's document. It helps the author and does not affect the grade. One per reader, section
/// and submission.
/// </summary>
public sealed class PeerComment
{
    /// <summary>The longest text, in characters.</summary>
    public const int LongestText = 4_000;

    /// <summary>The longest reason for hiding a comment, in characters.</summary>
    public const int LongestReason = 500;

    private PeerComment() { }

    internal PeerComment(Guid id, Document document, string sectionId, Guid authorId, string text, DateTime now)
    {
        (Id, DocumentId, Submission, SectionId, AuthorId) = (id, document.Id, document.Submissions, sectionId, authorId);
        Put(text, now);
    }

    /// <summary>Identifies it.</summary>
    public Guid Id { get; private set; }

    public Guid DocumentId { get; private set; }

    /// <summary>The number of the submission, from 1.</summary>
    public int Submission { get; private set; }

    public string SectionId { get; private set; } = "";

    /// <summary>The writer.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>The text, in Markdown.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was last changed, UTC.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>Whether the document's author marked it as helpful.</summary>
    public bool IsHelpful { get; private set; }

    /// <summary>The instructor who hid it; null when it is visible.</summary>
    public Guid? HiddenById { get; private set; }

    /// <summary>The reason for hiding it; empty when it is visible.</summary>
    public string HiddenBecause { get; private set; } = "";

    /// <summary>Incremented by every change of the text; a writer must name the version they saw.</summary>
    public int Version { get; private set; }

    /// <summary>Whether an instructor has hidden it.</summary>
    public bool IsHidden => HiddenById is not null;

    /// <summary>Changes the text and removes the "helpful" mark, which applied to the earlier text.</summary>
    internal void Rewrite(string text, DateTime now)
    {
        IsHelpful = false;
        Put(text, now);
    }

    /// <summary>Sets or removes the author's "helpful" mark.</summary>
    internal void Answer(bool helpful) => IsHelpful = helpful;

    /// <summary>Hides it from the document's author.</summary>
    internal Outcome Hide(Guid byId, string reason)
    {
        if (IsHidden)
        {
            return Refusal.Conflict("This comment is already hidden.");
        }

        (HiddenById, HiddenBecause) = (byId, reason);
        return Outcome.Done;
    }

    /// <summary>Shows it again.</summary>
    internal void Show() => (HiddenById, HiddenBecause) = (null, "");

    private void Put(string text, DateTime now)
    {
        (Text, WrittenAt) = (text, now);
        Version++;
    }
}

internal sealed class PeerCommentConfiguration : IEntityTypeConfiguration<PeerComment>
{
    public void Configure(EntityTypeBuilder<PeerComment> comment)
    {
        comment.ToTable("PeerComments");
        comment.Property(c => c.SectionId).HasMaxLength(60);
        comment.Property(c => c.Text).HasMaxLength(PeerComment.LongestText);
        comment.Property(c => c.HiddenBecause).HasMaxLength(PeerComment.LongestReason);
        comment.Property(c => c.Version).IsConcurrencyToken();
        comment.Ignore(c => c.IsHidden);
        comment
            .HasIndex(c => new
            {
                c.DocumentId,
                c.Submission,
                c.SectionId,
                c.AuthorId,
            })
            .IsUnique();
        comment.HasOne<Document>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Cascade);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.HiddenById).OnDelete(DeleteBehavior.Restrict);
    }
}
