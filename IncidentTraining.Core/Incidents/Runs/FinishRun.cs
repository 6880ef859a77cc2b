using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Incidents;

/// <summary>The responder ends their run; from then on it shows what was true.</summary>
public sealed class FinishRun(ShopHost host)
{
    /// <summary>Ends the run and seals what its shop has measured. It cannot be taken back.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(actor, runId, session => Task.FromResult(
            session.Crew.Require(actor.PersonId, IncidentRole.Commander) is { Succeeded: false } refused ? refused : RunEnding.End(session)), ct);
}
