using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.People;

/// <summary>A person's role in a class.</summary>
public enum ClassRole
{
    /// <summary>Learns: reads, works the labs, writes, sits the quiz.</summary>
    Trainee,

    /// <summary>Reviews and grades.</summary>
    Instructor,

    /// <summary>Runs the day and its timer.</summary>
    Facilitator,
}

/// <summary>Roles in words.</summary>
public static class ClassRoleWords
{
    /// <summary>The role in a sentence: "a trainee", "an instructor".</summary>
    public static string WithArticle(this ClassRole role) =>
        role is ClassRole.Instructor ? "an instructor" : $"a {role.ToString().ToLowerInvariant()}";
}

/// <summary>
/// A role of a person in a class. Staff can hold several, one row each; a trainee holds no other, because staff see the answers.
/// </summary>
public sealed class Membership : IShownWhileReading
{
    private Membership() { }

    /// <summary>Gives a person a role in a class.</summary>
    public Membership(Guid cohortId, Guid personId, ClassRole role, DateTime joinedAt)
    {
        (CohortId, PersonId, Role, JoinedAt) = (cohortId, personId, role, joinedAt);
    }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The role.</summary>
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
        membership.HasKey(m => new
        {
            m.CohortId,
            m.PersonId,
            m.Role,
        });
        membership.HasIndex(m => m.PersonId);
        membership.Property(m => m.Role).HasConversion<string>().HasMaxLength(20);
        membership.HasOne<Cohort>().WithMany().HasForeignKey(m => m.CohortId).OnDelete(DeleteBehavior.Restrict);
        membership.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
