using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Progress.Notes;

/// <summary>A person's bookmark in a page, or their note on a passage. Private to them.</summary>
public sealed class PageNote : IShownWhileReading
{
    /// <summary>The longest quoted passage, in characters; enough to locate it in the page.</summary>
    public const int LongestQuote = 500;

    /// <summary>The longest note, in characters.</summary>
    public const int LongestText = 10_000;

    private PageNote() { }

    /// <summary>Creates a note.</summary>
    public PageNote(Guid id, Guid personId, string dayId, string pageId, string anchor, string quote, string text, DateTime now) =>
        (Id, PersonId, DayId, PageId, Anchor, Quote, Text, SavedAt) = (id, personId, dayId, pageId, anchor, quote, text, now);

    /// <summary>The id, chosen by the browser so that a repeated request stores the note only once.</summary>
    public Guid Id { get; private set; }

    /// <summary>The owner.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The page's training day.</summary>
    public string DayId { get; private set; } = "";

    /// <summary>The page's id within its day.</summary>
    public string PageId { get; private set; } = "";

    /// <summary>The anchor of the heading above the passage; empty at the beginning of a page.</summary>
    public string Anchor { get; private set; } = "";

    /// <summary>The quoted passage; empty for the whole section.</summary>
    public string Quote { get; private set; } = "";

    /// <summary>The note's text; empty for a bookmark.</summary>
    public string Text { get; private set; } = "";

    /// <summary>When it was created or last changed, UTC.</summary>
    public DateTime SavedAt { get; private set; }

    Guid? IShownWhileReading.Reader => PersonId;

    /// <summary>Changes the note's text; an empty text makes it a bookmark.</summary>
    public void Rewrite(string text, DateTime now) => (Text, SavedAt) = (text, now);
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
        note.HasIndex(n => new
        {
            n.PersonId,
            n.DayId,
            n.PageId,
        });
        note.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
