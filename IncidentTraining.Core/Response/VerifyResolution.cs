using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder asks whether the incident is over; the shop's own telemetry decides.</summary>
public sealed class VerifyResolution(ShopHost host) : IUseCase
{
    /// <summary>
    /// Moves the incident to resolution if the service levels have held for the hold time; otherwise reports what is missing.
    /// </summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            session =>
            {
                if (session.MayAct(IncidentRole.Commander, IncidentRole.Operations) is { Succeeded: false } refused)
                {
                    return Task.FromResult(refused);
                }

                var (recovery, truth) = (RecoveryState.Of(session.Shop), session.Shop.Truth());
                return Task.FromResult(
                    session.Do(
                        incident =>
                            incident.VerifyResolution(
                                recovery.Resolved ? truth.ResolvedAt ?? session.Now : null,
                                recovery.Reasons,
                                session.Now
                            ),
                        IncidentEventKind.ResolutionVerified,
                        $"Verified the resolution: the service levels have held for {VirtualTime.Words(session.Scenario.ServiceLevels.HoldTime)}."
                    )
                );
            },
            ct
        );
}
