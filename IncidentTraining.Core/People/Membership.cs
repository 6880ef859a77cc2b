using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>What a person does in a class.</summary>
public enum ClassRole
{
    /// <summary>Learns: reads, works the labs, writes, sits the quiz.</summary>
    Trainee,

    /// <summary>Reviews and grades.</summary>
    Instructor,

    /// <summary>Runs the day and its timer.</summary>
    Facilitator,
}

/// <summary>A person's place in a class, with one role there.</summary>
public sealed class Membership : IShownWhileReading
{
    private Membership()
    {
    }

    /// <summary>Takes a person into a class.</summary>
    public Membership(Guid cohortId, Guid personId, ClassRole role, DateTime joinedAt)
    {
        (CohortId, PersonId, Role, JoinedAt) = (cohortId, personId, role, joinedAt);
    }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>What the person does in the class.</summary>
    public ClassRole Role { get; private set; }

    /// <summary>When the person joined, UTC.</summary>
    public DateTime JoinedAt { get; private set; }

    Guid? IShownWhileReading.Reader => PersonId;
}

internal sealed class MembershipConfiguration : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("Memberships");
        membership.HasKey(m => new { m.CohortId, m.PersonId });
        membership.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
        membership.HasOne<Cohort>().WithMany().HasForeignKey(m => m.CohortId).OnDelete(DeleteBehavior.Restrict);
        membership.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
