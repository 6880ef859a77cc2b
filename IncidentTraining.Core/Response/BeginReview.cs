using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder begins the post-incident review of a running incident; the document itself is written in its own room.</summary>
public sealed class BeginReview(ShopHost host) : IUseCase
{
    /// <summary>Moves the incident to its last phase.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            session =>
                Task.FromResult(
                    session.Run.AcceptsWriting(session.Wall) is { Succeeded: false } refused
                        ? refused
                        : session.Do(
                            incident => incident.BeginReview(session.Now),
                            IncidentEventKind.ReviewStarted,
                            "Began the post-incident review."
                        )
                ),
            ct
        );
}
