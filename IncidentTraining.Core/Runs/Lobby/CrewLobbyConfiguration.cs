using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Runs;

internal sealed class CrewLobbyConfiguration : IEntityTypeConfiguration<CrewLobby>, IEntityTypeConfiguration<LobbySeat>
{
    public void Configure(EntityTypeBuilder<CrewLobby> lobby)
    {
        lobby.ToTable("CrewLobbies");
        lobby.Property(l => l.PageId).HasMaxLength(100);
        lobby.Property(l => l.Version).IsConcurrencyToken();
        lobby.HasOne<Cohort>().WithMany().HasForeignKey(l => l.CohortId).OnDelete(DeleteBehavior.Cascade);
        lobby.HasOne<LabRun>().WithMany().HasForeignKey(l => l.RunId).OnDelete(DeleteBehavior.Cascade);
        lobby.HasMany(l => l.Seats).WithOne().HasForeignKey(s => s.LobbyId);
        lobby.Navigation(l => l.Seats).UsePropertyAccessMode(PropertyAccessMode.Field).AutoInclude();
        lobby.HasIndex(l => new { l.CohortId, l.PageId });
    }

    public void Configure(EntityTypeBuilder<LobbySeat> seat)
    {
        seat.ToTable("LobbySeats");
        seat.HasKey(s => new { s.LobbyId, s.PersonId });
        seat.HasIndex(s => s.PersonId);
        seat.Ignore(s => s.Roles);
        seat.Property(s => s.RoleBits);
        seat.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
