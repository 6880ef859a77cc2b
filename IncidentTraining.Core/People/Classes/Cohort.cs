using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>A class: the people who take one training day together.</summary>
public sealed class Cohort : IShownWhileReading
{
    private Cohort() { }

    /// <summary>Creates a class for a training day.</summary>
    /// <param name="id">The class's id.</param>
    /// <param name="name">What people call it.</param>
    /// <param name="dayId">The id of the training day under <c>content/days</c>.</param>
    /// <param name="joinCode">The code with which trainees join.</param>
    /// <param name="timeZone">The IANA time zone of the class's plan, e.g. <c>Europe/London</c>.</param>
    /// <param name="createdAt">Now, UTC.</param>
    public Cohort(Guid id, string name, string dayId, JoinCode joinCode, string timeZone, DateTime createdAt)
    {
        (Id, Name, DayId, JoinCode, TimeZone, CreatedAt) = (id, name, dayId, joinCode.Value, timeZone, createdAt);
    }

    /// <summary>Identifies the class in addresses and rows.</summary>
    public Guid Id { get; private set; }

    /// <summary>What people call the class.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The training day that the class takes.</summary>
    public string DayId { get; private set; } = "";

    /// <summary>The plan of the day; empty for the day's own.</summary>
    public string PlanId { get; private set; } = "";

    /// <summary>The code with which trainees join and sign in again, in its normal form.</summary>
    public string JoinCode { get; private set; } = "";

    /// <summary>The IANA time zone of the class's plan.</summary>
    public string TimeZone { get; private set; } = "";

    /// <summary>When the class was created, UTC.</summary>
    public DateTime CreatedAt { get; private set; }

    /// <summary>
    /// When it was archived, UTC; null for an open class. An archived class can be read by its staff and accepts no new members.
    /// </summary>
    public DateTime? ArchivedAt { get; private set; }

    /// <summary>Since when its code accepts no new trainees, UTC; null while it does. Existing members can still sign in with it.</summary>
    public DateTime? JoiningClosedAt { get; private set; }

    /// <summary>
    /// When the first session of the day starts, in minutes after midnight in the class's time zone; null for the plan's time.
    /// </summary>
    public int? StartMinute { get; private set; }

    /// <summary>The same as a time of day.</summary>
    public TimeOnly? StartsAt => StartMinute is { } minute ? new TimeOnly(minute / 60, minute % 60) : null;

    internal void StartAt(TimeOnly? starts) => StartMinute = starts is { } time ? (int)time.ToTimeSpan().TotalMinutes : null;

    internal void TakeDay(string dayId, string planId = "") => (DayId, PlanId) = (dayId, planId);

    internal void Rename(string name) => Name = name;

    internal void Renew(JoinCode code) => JoinCode = code.Value;

    internal void CloseJoining(DateTime now) => JoiningClosedAt ??= now;

    internal void OpenJoining() => JoiningClosedAt = null;

    internal void Archive(DateTime now) => ArchivedAt ??= now;

    internal void Reopen() => ArchivedAt = null;

    /// <summary>The top bar shows the class's name to all its members.</summary>
    Guid? IShownWhileReading.Reader => null;
}

internal sealed class CohortConfiguration : IEntityTypeConfiguration<Cohort>
{
    public void Configure(EntityTypeBuilder<Cohort> cohort)
    {
        cohort.ToTable("Cohorts");
        cohort.Property(c => c.Name).HasMaxLength(100);
        cohort.Property(c => c.PlanId).HasMaxLength(100);
        cohort.HasIndex(c => c.JoinCode).IsUnique();
    }
}
