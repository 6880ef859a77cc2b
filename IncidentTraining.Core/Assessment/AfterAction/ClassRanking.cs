using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// A class's setting for rankings. They are off until the staff switch them on: comparing themselves with others makes people hide what
/// they do not know, so it must be the class's choice.
/// </summary>
public sealed class ClassRanking
{
    private ClassRanking() { }

    internal ClassRanking(Guid cohortId) => CohortId = cohortId;

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>Whether its members see who resolved a lab and in what time.</summary>
    public bool IsShown { get; private set; }

    internal void Show(bool isShown) => IsShown = isShown;
}

/// <summary>A run in the ranking of its class.</summary>
/// <param name="Place">Its rank, the same for the same time; null for a run that was not resolved.</param>
/// <param name="Name">Who started it.</param>
/// <param name="Resolve">Time to resolve; null when it was not resolved.</param>
/// <param name="IsThis">Whether it is the run being viewed.</param>
public sealed record RankedRun(int? Place, string Name, TimeSpan? Resolve, bool IsThis);

/// <summary>The staff of a class switch the ranking on or off.</summary>
public sealed class ChooseRanking(WriteGate gate, IDbContextFactory<TrainingDb> databases) : IUseCase
{
    private static readonly ClassRole[] Staff = [ClassRole.Facilitator, ClassRole.Instructor];

    /// <summary>Whether the class has a ranking; any member may read it.</summary>
    public async Task<Outcome<bool>> ReadAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.RequireMemberAsync(actor, cohortId, ct);
        return member.Succeeded ? await IsShownAsync(db, cohortId, ct) : member.Refusal;
    }

    /// <summary>Switches it.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid cohortId, bool isShown, CancellationToken ct = default) =>
        gate.WriteAsync(
            async db =>
            {
                if (await db.RequireRoleAsync(actor, cohortId, Staff, ct) is { Succeeded: false } stranger)
                {
                    return stranger.Refusal;
                }

                var chosen = await db.Set<ClassRanking>().SingleOrDefaultAsync(r => r.CohortId == cohortId, ct);
                if (chosen is null)
                {
                    chosen = new ClassRanking(cohortId);
                    db.Add(chosen);
                }

                chosen.Show(isShown);
                return Outcome.Done;
            },
            ct
        );

    internal static Task<bool> IsShownAsync(TrainingDb db, Guid cohortId, CancellationToken ct) =>
        db.Set<ClassRanking>().AnyAsync(r => r.CohortId == cohortId && r.IsShown, ct);
}

internal sealed class ClassRankingConfiguration : IEntityTypeConfiguration<ClassRanking>
{
    public void Configure(EntityTypeBuilder<ClassRanking> ranking)
    {
        ranking.ToTable("ClassRankings");
        ranking.HasKey(r => r.CohortId);
        ranking.HasOne<Cohort>().WithOne().HasForeignKey<ClassRanking>(r => r.CohortId).OnDelete(DeleteBehavior.Cascade);
    }
}
