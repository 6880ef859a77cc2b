using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Paging;

/// <summary>Who is paged.</summary>
public enum PageLevel
{
    /// <summary>The first on call.</summary>
    Primary,

    /// <summary>The second on call, in addition to the first.</summary>
    Secondary,

    /// <summary>The facilitators of the class, in addition to both; the last level.</summary>
    Facilitator,
}

/// <summary>An alert that rings until someone acknowledges it. Its escalation time is in the database, not in a timer.</summary>
public sealed class Page
{
    private Page() { }

    internal Page(Guid id, OnCallShift shift, Guid runId, string title, DateTime now)
    {
        (Id, ShiftId, RunId, Title, RaisedAt) = (id, shift.Id, runId, title, now);
        EscalatesAt = now + shift.EscalateAfter;
    }

    /// <summary>Identifies the page.</summary>
    public Guid Id { get; private set; }

    /// <summary>The shift.</summary>
    public Guid ShiftId { get; private set; }

    /// <summary>The incident's run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>What rang.</summary>
    public string Title { get; private set; } = "";

    /// <summary>When it first rang, UTC.</summary>
    public DateTime RaisedAt { get; private set; }

    /// <summary>Who is paged.</summary>
    public PageLevel Level { get; private set; }

    /// <summary>When it is escalated, UTC; null at the last level or once acknowledged.</summary>
    public DateTime? EscalatesAt { get; private set; }

    /// <summary>The person who acknowledged it; null before.</summary>
    public Guid? AcknowledgedById { get; private set; }

    /// <summary>When it was acknowledged, UTC; null before.</summary>
    public DateTime? AcknowledgedAt { get; private set; }

    /// <summary>Incremented by each change.</summary>
    public int Version { get; private set; }

    /// <summary>Escalates to the next level if it is due.</summary>
    /// <param name="shift">The page's shift; its level for the second person is skipped if there is none.</param>
    /// <param name="now">Now, UTC.</param>
    /// <returns>Whether it was escalated.</returns>
    public bool Escalate(OnCallShift shift, DateTime now)
    {
        if (AcknowledgedAt is not null || EscalatesAt is not { } due || now < due)
        {
            return false;
        }

        Level = Level == PageLevel.Primary && shift.SecondaryId is not null ? PageLevel.Secondary : PageLevel.Facilitator;
        // From when it was due, not from now: a portal that was down meanwhile has already lost time.
        EscalatesAt = Level == PageLevel.Facilitator ? null : due + shift.EscalateAfter;
        Version++;
        return true;
    }

    /// <summary>One of the people paged acknowledges it.</summary>
    public Outcome Acknowledge(Guid personId, DateTime now)
    {
        if (AcknowledgedAt is not null)
        {
            return Refusal.Conflict("Someone has already acknowledged this page.");
        }

        (AcknowledgedById, AcknowledgedAt, EscalatesAt) = (personId, now, null);
        Version++;
        return Outcome.Done;
    }
}

internal sealed class PageConfiguration : IEntityTypeConfiguration<Page>
{
    public void Configure(EntityTypeBuilder<Page> page)
    {
        page.ToTable("Pages");
        page.Property(p => p.Title).HasMaxLength(300);
        page.Property(p => p.Level).HasConversion<string>().HasMaxLength(20);
        page.Property(p => p.Version).IsConcurrencyToken();
        page.HasIndex(p => p.AcknowledgedAt);
        page.HasIndex(p => p.RunId).IsUnique();
        page.HasOne<OnCallShift>().WithMany().HasForeignKey(p => p.ShiftId).OnDelete(DeleteBehavior.Restrict);
        page.HasOne<LabRun>().WithMany().HasForeignKey(p => p.RunId).OnDelete(DeleteBehavior.Restrict);
    }
}
