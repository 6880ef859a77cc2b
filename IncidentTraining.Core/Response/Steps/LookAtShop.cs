using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder opens a view of the shop, which adds one entry to the timeline per stage of the lab.</summary>
public sealed class LookAtShop(ShopHost host) : IUseCase
{
    /// <summary>Records the look as evidence for the lab's steps; a second look in the same stage adds nothing.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="view">One of <see cref="ShopViews"/>.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, string view, CancellationToken ct = default)
    {
        if (!ShopViews.All.Contains(view))
        {
            return Task.FromResult<Outcome>(Refusal.Invalid($"The shop has no view called {view}."));
        }

        return host.ActAsync(
            actor,
            runId,
            session =>
            {
                if (session.Run.AcceptsActions(session.Wall) is { Succeeded: false } refused)
                {
                    return Task.FromResult(refused);
                }

                if (LabStepProof.NewLookKey(session, view) is { } key)
                {
                    session.Record(IncidentEventKind.Looked, $"Looked at {view}.", view, key);
                }

                return Task.FromResult(Outcome.Done);
            },
            ct
        );
    }
}
