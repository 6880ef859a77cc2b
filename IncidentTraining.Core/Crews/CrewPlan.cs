using IncidentTraining.Core.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Crews;

/// <summary>How the crews of a class were made.</summary>
public enum CrewMethod
{
    /// <summary>Person by person.</summary>
    Hand,

    /// <summary>By chance.</summary>
    Random,

    /// <summary>Crews of similar strength by the quiz of the class.</summary>
    PreTest,

    /// <summary>Crews of similar strength by the experience that the staff have set.</summary>
    Experience,
}

/// <summary>The crews that the staff have formed for a class. The people are in <see cref="CrewSeat"/>.</summary>
public sealed class CrewPlan
{
    private CrewPlan() { }

    internal CrewPlan(Guid cohortId) => CohortId = cohortId;

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The only lab to which the crews apply; null when they apply to every lab of the day.</summary>
    public string? PageId { get; private set; }

    /// <summary>How they were made.</summary>
    public CrewMethod Method { get; private set; }

    /// <summary>Who made them.</summary>
    public Guid MadeById { get; private set; }

    /// <summary>When they were made, UTC.</summary>
    public DateTime MadeAt { get; private set; }

    /// <summary>Incremented by each change; crews based on an older version are refused.</summary>
    public int Version { get; private set; }

    internal void Make(CrewMethod method, string? pageId, Guid madeById, DateTime now) =>
        (Method, PageId, MadeById, MadeAt, Version) = (method, pageId, madeById, now, Version + 1);

    internal bool CountsFor(string pageId) => PageId is null || PageId == pageId;
}

/// <summary>The place of a trainee in a crew of the class. A trainee has at most one.</summary>
public sealed class CrewSeat
{
    private CrewSeat() { }

    internal CrewSeat(Guid cohortId, Guid personId, int crew) => (CohortId, PersonId, Crew) = (cohortId, personId, crew);

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The trainee.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The number of the crew, from 1.</summary>
    public int Crew { get; private set; }
}

internal sealed class CrewPlanConfiguration : IEntityTypeConfiguration<CrewPlan>
{
    public void Configure(EntityTypeBuilder<CrewPlan> plan)
    {
        plan.ToTable("CrewPlans");
        plan.HasKey(p => p.CohortId);
        plan.Property(p => p.PageId).HasMaxLength(100);
        plan.Property(p => p.Method).HasConversion<string>().HasMaxLength(20);
        plan.Property(p => p.Version).IsConcurrencyToken();
        plan.HasOne<Cohort>().WithMany().HasForeignKey(p => p.CohortId).OnDelete(DeleteBehavior.Cascade);
        plan.HasOne<Person>().WithMany().HasForeignKey(p => p.MadeById).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CrewSeatConfiguration : IEntityTypeConfiguration<CrewSeat>
{
    public void Configure(EntityTypeBuilder<CrewSeat> seat)
    {
        seat.ToTable("CrewSeats");
        seat.HasKey(s => new { s.CohortId, s.PersonId });
        seat.HasIndex(s => s.PersonId);
        seat.HasOne<Cohort>().WithMany().HasForeignKey(s => s.CohortId).OnDelete(DeleteBehavior.Cascade);
        seat.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
