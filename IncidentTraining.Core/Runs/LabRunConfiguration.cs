using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

internal sealed class LabRunConfiguration : IEntityTypeConfiguration<LabRun>
{
    public void Configure(EntityTypeBuilder<LabRun> run)
    {
        run.ToTable("LabRuns");
        run.Property(r => r.PageId).HasMaxLength(100);
        run.Property(r => r.ScenarioId).HasMaxLength(100);
        run.Property(r => r.State).HasConversion<string>().HasMaxLength(20);
        run.Property(r => r.EndedBy).HasConversion<string>().HasMaxLength(20);
        run.Property(r => r.Rotation).HasConversion<string>().HasMaxLength(20);
        run.Property(r => r.Limit).HasConversion<VirtualTimeConverter>();
        run.Property(r => r.EndedAtVirtual).HasConversion<VirtualTimeConverter>();
        run.Property(r => r.Version).IsConcurrencyToken();
        run.Ignore(r => r.Rate);
        run.Ignore(r => r.EndsAt);
        run.HasOne<Cohort>().WithMany().HasForeignKey(r => r.CohortId).OnDelete(DeleteBehavior.Restrict);
        run.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        run.HasMany(r => r.Clock).WithOne().HasForeignKey(s => s.RunId);
        run.Navigation(r => r.Clock).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        run.HasIndex(r => new { r.CohortId, r.PageId });
        run.HasIndex(r => new { r.PersonId, r.PageId });
        run.HasIndex(r => r.State);
    }
}
