using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>The marks of a second grader who did not see the first ones, and a moderator's decision where they differed widely.</summary>
public sealed class SecondMark
{
    private SecondMark() { }

    internal SecondMark(
        Guid documentId,
        int submission,
        Guid graderId,
        IReadOnlyDictionary<string, int> levels,
        string why,
        DateTime now
    ) => (DocumentId, Submission, GraderId, LevelsJson, Why, At) = (documentId, submission, graderId, Levels.ToJson(levels), why, now);

    public Guid DocumentId { get; private set; }

    /// <summary>The number of the submission, from 1.</summary>
    public int Submission { get; private set; }

    /// <summary>The second grader.</summary>
    public Guid GraderId { get; private set; }

    public string LevelsJson { get; private set; } = "";

    /// <summary>Their explanation, for a moderator.</summary>
    public string Why { get; private set; } = "";

    /// <summary>The time, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>The first grader's levels before the moderation; null before.</summary>
    public string? FirstLevelsJson { get; private set; }

    /// <summary>The first grader, once moderated; null before, when it is the last person who edited the review.</summary>
    public Guid? FirstGraderId { get; private set; }

    /// <summary>The moderator; null before.</summary>
    public Guid? ModeratorId { get; private set; }

    /// <summary>The moderator's reason.</summary>
    public string Moderation { get; private set; } = "";

    /// <summary>When it was moderated, UTC; null before.</summary>
    public DateTime? ModeratedAt { get; private set; }

    internal void Moderate(Guid moderatorId, Guid firstGraderId, IReadOnlyDictionary<string, int> first, string why, DateTime now) =>
        (ModeratorId, FirstGraderId, FirstLevelsJson, Moderation, ModeratedAt) = (
            moderatorId,
            firstGraderId,
            Levels.ToJson(first),
            why,
            now
        );
}

internal sealed class SecondMarkConfiguration : IEntityTypeConfiguration<SecondMark>
{
    public void Configure(EntityTypeBuilder<SecondMark> mark)
    {
        mark.ToTable("SecondMarks");
        mark.HasKey(m => new { m.DocumentId, m.Submission });
        mark.Property(m => m.Why).HasMaxLength(MarkBlind.LongestWords);
        mark.Property(m => m.Moderation).HasMaxLength(MarkBlind.LongestWords);
        mark.HasOne<Document>().WithMany().HasForeignKey(m => m.DocumentId).OnDelete(DeleteBehavior.Cascade);
        mark.HasOne<Person>().WithMany().HasForeignKey(m => m.GraderId).OnDelete(DeleteBehavior.Restrict);
    }
}
