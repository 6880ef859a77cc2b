using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Reviews.Changes;

/// <summary>Notifies an author that a grade they had seen was changed. Exists until they confirm it.</summary>
public sealed class GradeChange
{
    private GradeChange() { }

    internal GradeChange(Guid documentId, Guid personId, int? pointsBefore) =>
        (DocumentId, PersonId, PointsBefore) = (documentId, personId, pointsBefore);

    public Guid DocumentId { get; private set; }

    /// <summary>The author to notify.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The points last shown to the author before the change; null for a document without points.</summary>
    public int? PointsBefore { get; private set; }

    /// <summary>The new points; null when the document was returned instead, or has none.</summary>
    public int? Points { get; private set; }

    /// <summary>The maximum points; null when <see cref="Points"/> is null.</summary>
    public int? MostPoints { get; private set; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTime At { get; private set; }

    internal void ChangeTo(Review review, DateTime now) => (Points, MostPoints, At) = (review.Points, review.MostPoints, now);
}

/// <summary>Records the change within the use case that makes it.</summary>
internal static class GradeChangeWriting
{
    /// <summary>Notifies everyone who writes in the document. Successive changes are merged, from the points last seen to the
    /// latest.</summary>
    public static async Task TellOfChangeAsync(
        this TrainingDb db,
        Document document,
        GradeEntry seen,
        Review review,
        DateTime now,
        CancellationToken ct
    )
    {
        var told = await db.Set<GradeChange>()
            .Where(change => change.DocumentId == document.Id)
            .ToDictionaryAsync(change => change.PersonId, ct);
        foreach (var writer in await db.WriterNamesAsync(document, ct))
        {
            if (!told.TryGetValue(writer.PersonId, out var change))
            {
                change = new GradeChange(document.Id, writer.PersonId, seen.Points);
                db.Add(change);
            }

            change.ChangeTo(review, now);
        }
    }
}

internal sealed class GradeChangeConfiguration : IEntityTypeConfiguration<GradeChange>
{
    public void Configure(EntityTypeBuilder<GradeChange> change)
    {
        change.ToTable("GradeChanges");
        change.HasKey(c => new { c.DocumentId, c.PersonId });
        change.HasIndex(c => c.PersonId);
        change.HasOne<Document>().WithMany().HasForeignKey(c => c.DocumentId).OnDelete(DeleteBehavior.Cascade);
        change.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
