using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Incidents;

/// <summary>The responder takes the next hint, for its points.</summary>
public sealed class TakeHint(ShopHost host)
{
    /// <summary>Takes the next hint.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="runId">The run.</param>
    /// <param name="expected">How many hints the responder had when they asked; a second click must not buy a second hint.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, int expected, CancellationToken ct = default) => host.ActAsync(actor, runId, session =>
    {
        if (session.MayAct(IncidentRole.Commander) is { Succeeded: false } refused)
        {
            return Task.FromResult(refused);
        }

        if (session.Incident.HintsTaken != expected)
        {
            return Task.FromResult<Outcome>(Refusal.Conflict("You have this hint already."));
        }

        if (session.Incident.HintsTaken >= session.Scenario.Hints.Count)
        {
            return Task.FromResult<Outcome>(Refusal.Conflict("There are no more hints."));
        }

        var hint = session.Scenario.Hints[session.Incident.HintsTaken];
        return Task.FromResult(session.Do(
            incident => incident.TakeHint(hint.Cost), IncidentEventKind.HintTaken, $"Took a hint for {hint.Cost} points.", hint.Id));
    }, ct);
}
