using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Progress;

/// <summary>Records that a person has read a page to its end.</summary>
public sealed class ReadingMark : IShownWhileReading
{
    private ReadingMark() { }

    /// <summary>Creates a mark.</summary>
    public ReadingMark(Guid personId, string dayId, string pageId, DateTime readAt) =>
        (PersonId, DayId, PageId, ReadAt) = (personId, dayId, pageId, readAt);

    /// <summary>The reader.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The page's training day.</summary>
    public string DayId { get; private set; } = "";

    /// <summary>The page's id within its day.</summary>
    public string PageId { get; private set; } = "";

    /// <summary>When the end was first reached, UTC.</summary>
    public DateTime ReadAt { get; private set; }

    Guid? IShownWhileReading.Reader => PersonId;
}

internal sealed class ReadingMarkConfiguration : IEntityTypeConfiguration<ReadingMark>
{
    public void Configure(EntityTypeBuilder<ReadingMark> mark)
    {
        mark.ToTable("ReadingMarks");
        mark.HasKey(m => new
        {
            m.PersonId,
            m.DayId,
            m.PageId,
        });
        mark.Property(m => m.DayId).HasMaxLength(100);
        mark.Property(m => m.PageId).HasMaxLength(100);
        mark.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
