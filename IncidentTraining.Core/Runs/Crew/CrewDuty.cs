using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

/// <summary>A role that was handed over. Otherwise the person who started the run holds it.</summary>
public sealed class CrewDuty
{
    private CrewDuty() { }

    internal CrewDuty(Guid runId, IncidentRole role, Guid personId) => (RunId, Role, PersonId) = (runId, role, personId);

    /// <summary>The run.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The role.</summary>
    public IncidentRole Role { get; private set; }

    /// <summary>Its holder.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The owner of a role while a helper from the staff has it; null when it is not lent.</summary>
    public Guid? LentById { get; private set; }

    /// <summary>The role passes permanently; nothing will be handed back.</summary>
    internal void PassTo(Guid personId) => (PersonId, LentById) = (personId, null);

    /// <summary>A helper has the role temporarily. A second helper takes it from the first, and it still returns to the crew.</summary>
    internal void LendTo(Guid helperId) => (LentById, PersonId) = (LentById ?? PersonId, helperId);
}

internal sealed class CrewDutyConfiguration : IEntityTypeConfiguration<CrewDuty>
{
    public void Configure(EntityTypeBuilder<CrewDuty> duty)
    {
        duty.ToTable("CrewDuties");
        duty.HasKey(d => new { d.RunId, d.Role });
        duty.Property(d => d.Role).HasConversion<string>().HasMaxLength(20);
        duty.HasOne<LabRun>().WithMany().HasForeignKey(d => d.RunId).OnDelete(DeleteBehavior.Cascade);
        duty.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Restrict);
        duty.HasOne<Person>().WithMany().HasForeignKey(d => d.LentById).OnDelete(DeleteBehavior.Restrict);
    }
}
