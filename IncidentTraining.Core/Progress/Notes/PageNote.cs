using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>A person's bookmark in a page, or their note on a passage of it. Nobody else ever sees it.</summary>
public sealed class PageNote : IShownWhileReading
{
    /// <summary>The longest passage that is kept with a note, in characters; more of it than this finds no place twice.</summary>
    public const int LongestQuote = 500;

    /// <summary>The longest note, in characters.</summary>
    public const int LongestText = 10_000;

    private PageNote()
    {
    }

    /// <summary>Keeps a passage.</summary>
    public PageNote(Guid id, Guid personId, string dayId, string pageId, string anchor, string quote, string text, DateTime now) =>
        (Id, PersonId, DayId, PageId, Anchor, Quote, Text, KeptAt) = (id, personId, dayId, pageId, anchor, quote, text, now);

    /// <summary>Chosen by the browser that keeps it, so that sending twice keeps it once.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The training day of the page.</summary>
    public string DayId { get; private set; } = "";

    /// <summary>The page's id within its day.</summary>
    public string PageId { get; private set; } = "";

    /// <summary>The anchor of the heading above the passage; empty at the beginning of a page.</summary>
    public string Anchor { get; private set; } = "";

    /// <summary>The passage in the words of the page; empty for the whole section.</summary>
    public string Quote { get; private set; } = "";

    /// <summary>The person's own words; empty for a bookmark.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was kept or last changed, UTC.</summary>
    public DateTime KeptAt { get; private set; }

    Guid? IShownWhileReading.Reader => PersonId;

    /// <summary>Gives the note other words; without any it is a bookmark.</summary>
    public void Rewrite(string text, DateTime now) => (Text, KeptAt) = (text, now);
}

internal sealed class PageNoteConfiguration : IEntityTypeConfiguration<PageNote>
{
    public void Configure(EntityTypeBuilder<PageNote> note)
    {
        note.ToTable("PageNotes");
        note.HasKey(n => n.Id);
        note.Property(n => n.Id).ValueGeneratedNever();
        note.Property(n => n.DayId).HasMaxLength(100);
        note.Property(n => n.PageId).HasMaxLength(100);
        note.Property(n => n.Anchor).HasMaxLength(200);
        note.Property(n => n.Quote).HasMaxLength(PageNote.LongestQuote);
        note.Property(n => n.Text).HasMaxLength(PageNote.LongestText);
        note.HasIndex(n => new { n.PersonId, n.DayId, n.PageId });
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
