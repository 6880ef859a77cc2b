using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>The incident commander ends their run; from then on it shows what was true.</summary>
public sealed class FinishRun(ShopHost host) : IUseCase
{
    /// <summary>Ends the run and seals what its shop has measured. It cannot be undone by its crew.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            session =>
            {
                var mine = session.Crew.Require(actor.PersonId, IncidentRole.Commander);
                // A crew that reveals the cause while the facilitator can still let the class go on would be out of it.
                var may =
                    mine.Succeeded && session.Run.AwaitsReveal(session.Wall)
                        ? Refusal.Conflict(
                            "The class's time for this lab is up. Your run ends automatically in a moment, unless the facilitator gives more time."
                        )
                        : mine;
                return Task.FromResult(may.Succeeded ? RunEnding.End(session) : may);
            },
            ct
        );
}
