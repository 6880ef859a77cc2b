using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder closes an incident because no customer is harmed. Whether that is true is shown after the run.</summary>
public sealed class CloseAsNoIncident(ShopHost host) : IUseCase
{
    /// <summary>Moves the incident to its resolution without a recovery; refused unless the last declaration is "no incident".</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            session =>
                Task.FromResult(
                    session.MayAct(IncidentRole.Commander, IncidentRole.Operations) is { Succeeded: false } refused
                        ? refused
                        : session.Do(
                            incident => incident.CloseAsNoIncident(),
                            IncidentEventKind.ClosedAsNoIncident,
                            "Closed as no incident."
                        )
                ),
            ct
        );
}
