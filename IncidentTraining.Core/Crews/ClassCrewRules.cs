using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Crews;

/// <summary>How the crews of a class share the work of an incident.</summary>
/// <param name="CommanderActsInPairs">Whether the incident commander of a crew of two may act on the shop in addition to the operations
/// lead. A person alone always may.</param>
/// <param name="HandsOverHalfway">Whether a crew is asked at half of a lab's time to rotate its roles.</param>
public sealed record CrewRules(bool CommanderActsInPairs, bool HandsOverHalfway)
{
    /// <summary>The default for a class without settings.</summary>
    public static CrewRules Usual { get; } = new(CommanderActsInPairs: false, HandsOverHalfway: false);
}

/// <summary>The rules that the staff of a class have chosen for its crews.</summary>
public sealed class ClassCrewRules
{
    private ClassCrewRules() { }

    internal ClassCrewRules(Guid cohortId) => CohortId = cohortId;

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>See <see cref="CrewRules.CommanderActsInPairs"/>.</summary>
    public bool CommanderActsInPairs { get; private set; }

    /// <summary>See <see cref="CrewRules.HandsOverHalfway"/>.</summary>
    public bool HandsOverHalfway { get; private set; }

    internal void Choose(CrewRules rules) =>
        (CommanderActsInPairs, HandsOverHalfway) = (rules.CommanderActsInPairs, rules.HandsOverHalfway);
}

/// <summary>Finds the rules of a class.</summary>
public static class CrewRulesOfClass
{
    /// <summary>The rules of a class's crews.</summary>
    public static async Task<CrewRules> CrewRulesOfAsync(this TrainingDb db, Guid cohortId, CancellationToken ct) =>
        await db.Set<ClassCrewRules>()
            .AsNoTracking()
            .Where(one => one.CohortId == cohortId)
            .Select(one => new CrewRules(one.CommanderActsInPairs, one.HandsOverHalfway))
            .SingleOrDefaultAsync(ct)
        ?? CrewRules.Usual;
}

/// <summary>The rules of the crews, for the copy of a class.</summary>
public sealed class CopyCrewRules : IClassSettings
{
    /// <inheritdoc />
    public async Task CopyAsync(TrainingDb db, Guid fromId, Guid toId, CancellationToken ct)
    {
        if (await db.CrewRulesOfAsync(fromId, ct) is var rules && rules != CrewRules.Usual)
        {
            var copy = new ClassCrewRules(toId);
            copy.Choose(rules);
            db.Add(copy);
        }
    }
}

internal sealed class ClassCrewRulesConfiguration : IEntityTypeConfiguration<ClassCrewRules>
{
    public void Configure(EntityTypeBuilder<ClassCrewRules> rules)
    {
        rules.ToTable("CrewRules");
        rules.HasKey(r => r.CohortId);
        rules.HasOne<Cohort>().WithMany().HasForeignKey(r => r.CohortId).OnDelete(DeleteBehavior.Cascade);
    }
}
