using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder acknowledges the incident.</summary>
public sealed class AcknowledgeIncident(ShopHost host) : IUseCase
{
    /// <summary>Moves the incident from detection to acknowledgement.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            session =>
                Task.FromResult(
                    session.Run.AcceptsActions(session.Wall) is { Succeeded: false } refused
                        ? refused
                        : session.Do(
                            incident => incident.Acknowledge(session.Now),
                            IncidentEventKind.Acknowledged,
                            "Acknowledged the incident."
                        )
                ),
            ct
        );
}
