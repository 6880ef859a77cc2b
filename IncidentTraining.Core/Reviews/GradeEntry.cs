using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews;

/// <summary>An entry in the history of decisions. Entries are only added: a correction does not remove the earlier entry.</summary>
public sealed class GradeEntry
{
    private GradeEntry() { }

    internal GradeEntry(Review review, int number)
    {
        (ReviewId, Number, ReviewerId, Decision) = (review.Id, number, review.ReviewerId, review.Decision);
        (GradeJson, Points, MostPoints, At) = (review.GradeJson!, review.Points, review.MostPoints, review.DecidedAt!.Value);
        ReleasedAt = review.HeldBack ? null : At;
    }

    public Guid ReviewId { get; private set; }

    /// <summary>The number of the decision, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>The reviewer.</summary>
    public Guid ReviewerId { get; private set; }

    /// <summary>Returned or accepted.</summary>
    public ReviewDecision Decision { get; private set; }

    /// <summary>The points of an acceptance; null otherwise.</summary>
    public int? Points { get; private set; }

    /// <summary>The maximum points; null otherwise.</summary>
    public int? MostPoints { get; private set; }

    public string GradeJson { get; private set; } = "";

    /// <summary>The time, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>When its author could first read it, UTC; null while it is held back.</summary>
    public DateTime? ReleasedAt { get; private set; }

    internal void Release(DateTime now) => ReleasedAt ??= now;
}

/// <summary>Reads the history within another use case.</summary>
internal static class GradeEntryReading
{
    /// <summary>Whether the authors of a document were ever shown its acceptance; a correction does not change that.</summary>
    public static Task<bool> WasShownAcceptedAsync(this TrainingDb db, Guid documentId, CancellationToken ct) =>
        (
            from entry in db.Set<GradeEntry>()
            join review in db.Set<Review>() on entry.ReviewId equals review.Id
            where review.DocumentId == documentId && entry.Decision == ReviewDecision.Accepted && entry.ReleasedAt != null
            select entry
        ).AnyAsync(ct);
}

internal sealed class GradeEntryConfiguration : IEntityTypeConfiguration<GradeEntry>
{
    public void Configure(EntityTypeBuilder<GradeEntry> entry)
    {
        entry.ToTable("GradeEntries");
        entry.HasKey(e => new { e.ReviewId, e.Number });
        entry.Property(e => e.Decision).HasConversion<string>().HasMaxLength(20);
        entry.HasOne<Review>().WithMany().HasForeignKey(e => e.ReviewId).OnDelete(DeleteBehavior.Cascade);
    }
}
