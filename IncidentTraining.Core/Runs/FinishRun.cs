using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Runs;

/// <summary>The incident commander ends their run, which then shows the truth.</summary>
public sealed class FinishRun(ShopHost host) : IUseCase
{
    /// <summary>Ends the run and seals its shop's measurements. The crew cannot undo it.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            session =>
            {
                var mine = session.Crew.Require(actor.PersonId, IncidentRole.Commander);
                // A crew that revealed the cause while the facilitator can still let the class continue would be excluded from it.
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
