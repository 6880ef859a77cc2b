using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>A person who was removed from a class, with the data needed to put them back.</summary>
public sealed class Departure
{
    private Departure() { }

    internal Departure(Guid cohortId, Guid personId, IEnumerable<ClassRole> roles, string userName, DateTime now) =>
        (CohortId, PersonId, RolesText, UserName, RemovedAt) = (cohortId, personId, string.Join(',', roles), userName, now);

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The former roles, separated by commas.</summary>
    public string RolesText { get; private set; } = "";

    /// <summary>The former user name.</summary>
    public string UserName { get; private set; } = "";

    /// <summary>When they were removed, UTC.</summary>
    public DateTime RemovedAt { get; private set; }

    internal IReadOnlyList<ClassRole> Roles => [.. RolesText.Split(',').Select(Enum.Parse<ClassRole>)];
}

internal sealed class DepartureConfiguration : IEntityTypeConfiguration<Departure>
{
    public void Configure(EntityTypeBuilder<Departure> departure)
    {
        departure.ToTable("Departures");
        departure.HasKey(d => new { d.CohortId, d.PersonId });
        departure.Ignore(d => d.Roles);
        departure.Property(d => d.RolesText).HasMaxLength(60);
        departure.Property(d => d.UserName).HasMaxLength(256);
        departure.HasOne<Cohort>().WithMany().HasForeignKey(d => d.CohortId).OnDelete(DeleteBehavior.Cascade);
        departure.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}
