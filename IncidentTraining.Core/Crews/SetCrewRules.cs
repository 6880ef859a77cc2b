using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Crews;

/// <summary>
/// Sets the rules of a class's crews; for facilitators of the class and for administrators. They apply at once, including in open labs.
/// </summary>
public sealed class SetCrewRules(WriteGate gate, LiveEvents events) : IUseCase
{
    /// <summary>Chooses them.</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid cohortId, CrewRules rules, CancellationToken ct = default)
    {
        var outcome = await gate.WriteAsync(
            async db =>
            {
                if (await db.RequireHelperAsync(actor, cohortId, ct) is { Succeeded: false } refused)
                {
                    return refused;
                }

                if (await db.Set<ClassCrewRules>().FindAsync([cohortId], ct) is not { } chosen)
                {
                    chosen = new ClassCrewRules(cohortId);
                    db.Add(chosen);
                }

                chosen.Choose(rules);
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new CrewsChanged(cohortId));
        }

        return outcome;
    }
}
