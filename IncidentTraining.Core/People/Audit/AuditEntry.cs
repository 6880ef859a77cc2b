using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>
/// One line of the audit log: who did what to whom, when and from where. It contains ids and no names, so that the log stays complete when
/// a person is erased.
/// </summary>
public sealed class AuditEntry : IAppendOnly
{
    /// <summary>The longest note, in characters.</summary>
    public const int LongestNote = 200;

    private AuditEntry() { }

    internal AuditEntry(Guid id, DateTime at, AuditAction action) => (Id, At, Action) = (id, at, action);

    /// <summary>Identifies the line; ids of later lines are larger.</summary>
    public Guid Id { get; private set; }

    /// <summary>When it was done, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>What was done.</summary>
    public AuditAction Action { get; private set; }

    /// <summary>The actor; null for the server and for visitors.</summary>
    public Guid? ById { get; internal init; }

    /// <summary>The affected person; null for none.</summary>
    public Guid? PersonId { get; internal init; }

    /// <summary>The class that it concerns; null for the whole site.</summary>
    public Guid? CohortId { get; internal init; }

    /// <summary>The affected document, run or other object; null for none.</summary>
    public Guid? SubjectId { get; internal init; }

    /// <summary>The session in which it was done; null outside one.</summary>
    public Guid? SessionId { get; internal init; }

    /// <summary>The network address; empty if the session has it.</summary>
    public string Address { get; internal init; } = "";

    /// <summary>Roles, counts and similar data; never a name.</summary>
    public string Note { get; internal init; } = "";
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        // No foreign keys: the log outlives its subjects.
        entry.ToTable("AuditEntries");
        entry.HasIndex(e => e.CohortId);
        entry.Property(e => e.Action).HasConversion<string>().HasMaxLength(40);
        entry.Property(e => e.Address).HasMaxLength(64);
        entry.Property(e => e.Note).HasMaxLength(AuditEntry.LongestNote);
    }
}
