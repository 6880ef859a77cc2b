using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>The weights that a class has chosen.</summary>
/// <param name="IsShown">Whether results show one figure.</param>
/// <param name="Weights">The weights; the default until an instructor chooses others.</param>
public sealed record ChosenWeights(bool IsShown, ResultWeights Weights);

/// <summary>An instructor of a class chooses whether results show one figure, and its weights.</summary>
public sealed class ChooseWeights(WriteGate gate, IDbContextFactory<TrainingDb> databases, TimeProvider time) : IUseCase
{
    /// <summary>The setting of the class; any member may read it.</summary>
    public async Task<Outcome<ChosenWeights>> ReadAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var member = await db.RequireMemberAsync(actor, cohortId, ct);
        return member.Succeeded ? await OfAsync(db, cohortId, ct) : member.Refusal;
    }

    /// <summary>Chooses.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid cohortId, bool isShown, ResultWeights weights, CancellationToken ct = default) =>
        gate.WriteAsync(
            async db =>
            {
                if (await db.RequireRoleAsync(actor, cohortId, [ClassRole.Instructor], ct) is { Succeeded: false } stranger)
                {
                    return stranger.Refusal;
                }

                if (!weights.IsValid)
                {
                    return Refusal.Invalid($"Set each weight to a value from 0 to {ResultWeights.Most}, and at least one above 0.");
                }

                var chosen = await db.Set<ClassWeights>().SingleOrDefaultAsync(w => w.CohortId == cohortId, ct);
                if (chosen is null)
                {
                    chosen = new ClassWeights(cohortId);
                    db.Add(chosen);
                }

                chosen.Choose(isShown, weights);
                db.Audit(
                    AuditAction.WeightsChosen,
                    time,
                    actor,
                    cohort: cohortId,
                    note: $"{(isShown ? "shown" : "not shown")}: {string.Join(", ", weights.All.Select(one => $"{one.Name} {one.Weight}"))}"
                );
                return Outcome.Done;
            },
            ct
        );

    internal static async Task<ChosenWeights> OfAsync(TrainingDb db, Guid cohortId, CancellationToken ct) =>
        await db.Set<ClassWeights>().AsNoTracking().SingleOrDefaultAsync(w => w.CohortId == cohortId, ct) is { } chosen
            ? new ChosenWeights(chosen.IsShown, chosen.Weights)
            : new ChosenWeights(false, ResultWeights.Default);
}
