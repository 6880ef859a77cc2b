using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Response;

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.ToTable("Incidents");
        incident.HasKey(i => i.RunId);
        incident.Property(i => i.Phase).HasConversion<string>().HasMaxLength(20);
        incident.Property(i => i.Severity).HasConversion<string>().HasMaxLength(2);
        incident.Property(i => i.TakeOverRole).HasConversion<string>().HasMaxLength(20);
        incident.Property(i => i.DeclaredCause).HasMaxLength(500);
        incident.Property(i => i.FirstSignAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.AcknowledgedAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.AssessedAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.CauseDeclaredAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.FirstMitigationAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.FirstUpdateAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.NextUpdateBy).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.VerifiedAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.ResolvedAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.DocumentedAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.HandRaisedAt).HasConversion<VirtualTimeConverter>();
        incident.Property(i => i.Version).IsConcurrencyToken();
        incident.HasOne<LabRun>().WithOne().HasForeignKey<Incident>(i => i.RunId).OnDelete(DeleteBehavior.Cascade);
    }
}
