using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>
/// Two accounts of one person that were merged, with the data needed to undo it. Undoing assigns roles and records to accounts, so it is
/// only possible in the same portal.
/// </summary>
public sealed class AccountMerge : INotExported
{
    /// <summary>How long a merge can be undone.</summary>
    public static readonly TimeSpan UndoWindow = TimeSpan.FromDays(1);

    private AccountMerge() { }

    internal AccountMerge(
        Guid id,
        Guid cohortId,
        Guid intoId,
        Guid fromId,
        string fromUserName,
        string membershipsJson,
        string rowsJson,
        DateTime now
    ) =>
        (Id, CohortId, IntoId, FromId, FromUserName, MembershipsJson, RowsJson, At) = (
            id,
            cohortId,
            intoId,
            fromId,
            fromUserName,
            membershipsJson,
            rowsJson,
            now
        );

    /// <summary>Identifies the merge.</summary>
    public Guid Id { get; private set; }

    /// <summary>The class in which it was done.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The account that was kept and received the work.</summary>
    public Guid IntoId { get; private set; }

    /// <summary>The account whose work was moved, and which has been disabled since.</summary>
    public Guid FromId { get; private set; }

    /// <summary>The user name that the disabled account had.</summary>
    public string FromUserName { get; private set; } = "";

    /// <summary>The memberships that the disabled account had, as JSON.</summary>
    public string MembershipsJson { get; private set; } = "";

    /// <summary>The moved rows, as JSON.</summary>
    public string RowsJson { get; private set; } = "";

    /// <summary>When it was done, UTC.</summary>
    public DateTime At { get; private set; }

    /// <summary>When it was undone, UTC; null while it is in effect.</summary>
    public DateTime? UndoneAt { get; private set; }

    internal bool CanBeUndone(DateTime now) => UndoneAt is null && now - At <= UndoWindow;

    internal void Undo(DateTime now) => UndoneAt = now;
}

internal sealed class AccountMergeConfiguration : IEntityTypeConfiguration<AccountMerge>
{
    public void Configure(EntityTypeBuilder<AccountMerge> merge)
    {
        merge.ToTable("AccountMerges");
        merge.Property(m => m.FromUserName).HasMaxLength(256);
        merge.HasOne<Cohort>().WithMany().HasForeignKey(m => m.CohortId).OnDelete(DeleteBehavior.Cascade);
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.IntoId).OnDelete(DeleteBehavior.Restrict);
        merge.HasOne<Person>().WithMany().HasForeignKey(m => m.FromId).OnDelete(DeleteBehavior.Restrict);
    }
}
