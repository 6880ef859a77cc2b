using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Peers;

/// <summary>
/// What a trainee says about a section of a classmate's document. It helps the author and is no mark: nothing is counted or
/// graded by it. There is one of each reader for a section and a submission.
/// </summary>
public sealed class PeerComment
{
    /// <summary>The longest text in characters.</summary>
    public const int LongestText = 4_000;

    /// <summary>The longest reason for hiding one, in characters.</summary>
    public const int LongestReason = 500;

    private PeerComment()
    {
    }

    internal PeerComment(Guid id, Document document, string sectionId, Guid authorId, string text, DateTime now)
    {
        (Id, DocumentId, Submission, SectionId, AuthorId) = (id, document.Id, document.Submissions, sectionId, authorId);
        Put(text, now);
    }

    /// <summary>Identifies it.</summary>
    public Guid Id { get; private set; }

    public Guid DocumentId { get; private set; }

    /// <summary>Which submission it is about, counted from 1.</summary>
    public int Submission { get; private set; }

    public string SectionId { get; private set; } = "";

    /// <summary>Who wrote the comment.</summary>
    public Guid AuthorId { get; private set; }

    /// <summary>The words; markdown.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When they were written last, UTC.</summary>
    public DateTime WrittenAt { get; private set; }

    /// <summary>Whether the document's author has said that it helps.</summary>
    public bool IsHelpful { get; private set; }

    /// <summary>The instructor who has hidden it; null when it is shown.</summary>
    public Guid? HiddenById { get; private set; }

    /// <summary>Why it is hidden; empty when it is shown.</summary>
    public string HiddenBecause { get; private set; } = "";

    /// <summary>Rises with every change of the words; whoever writes says which version they saw.</summary>
    public int Version { get; private set; }

    /// <summary>Whether an instructor has hidden it.</summary>
    public bool IsHidden => HiddenById is not null;

    /// <summary>Changes the words. They were called helpful as they stood, so that is asked anew.</summary>
    internal void Rewrite(string text, DateTime now)
    {
        IsHelpful = false;
        Put(text, now);
    }

    /// <summary>The document's author says that it helps, or takes that back.</summary>
    internal void Answer(bool helpful) => IsHelpful = helpful;

    /// <summary>Hides it from the document's author.</summary>
    internal Outcome Hide(Guid byId, string reason)
    {
        if (IsHidden)
        {
            return Refusal.Conflict("This comment has been hidden already.");
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
        comment.HasIndex(c => new { c.DocumentId, c.Submission, c.SectionId, c.AuthorId }).IsUnique();
        comment.HasOne<Document>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Cascade);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.AuthorId).OnDelete(DeleteBehavior.Restrict);
        comment.HasOne<Person>().WithMany().HasForeignKey(c => c.HiddenById).OnDelete(DeleteBehavior.Restrict);
    }
}
