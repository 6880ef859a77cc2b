using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Crews;

/// <summary>How much a trainee has worked on incidents before, as the staff of the class judge it.</summary>
public enum Experience
{
    /// <summary>None or almost none.</summary>
    New,

    /// <summary>Some.</summary>
    Some,

    /// <summary>Much.</summary>
    Experienced,
}

/// <summary>The experience of a trainee, for making crews of similar strength. Only the staff of the class see it.</summary>
public sealed class MemberExperience
{
    private MemberExperience() { }

    internal MemberExperience(Guid cohortId, Guid personId, Experience level) => (CohortId, PersonId, Level) = (cohortId, personId, level);

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The trainee.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>How much.</summary>
    public Experience Level { get; private set; }

    internal void Set(Experience level) => Level = level;
}

internal sealed class MemberExperienceConfiguration : IEntityTypeConfiguration<MemberExperience>
{
    public void Configure(EntityTypeBuilder<MemberExperience> experience)
    {
        experience.ToTable("MemberExperiences");
        experience.HasKey(e => new { e.CohortId, e.PersonId });
        experience.HasIndex(e => e.PersonId);
        experience.Property(e => e.Level).HasConversion<string>().HasMaxLength(20);
        experience.HasOne<Cohort>().WithMany().HasForeignKey(e => e.CohortId).OnDelete(DeleteBehavior.Cascade);
        experience.HasOne<Person>().WithMany().HasForeignKey(e => e.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
