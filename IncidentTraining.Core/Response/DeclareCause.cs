using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The responder declares what they take for the root cause; whether it is true is said after the run.</summary>
public sealed class DeclareCause(ShopHost host, CauseChoices causes)
{
    /// <summary>Declares a cause, or another one than before.</summary>
    /// <param name="actor">Who declares it.</param>
    /// <param name="runId">The run.</param>
    /// <param name="causeId">Id of one of the causes to choose from.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, string causeId, CancellationToken ct = default) => host.ActAsync(actor, runId, session =>
    {
        if (session.MayAct(IncidentRole.Commander, IncidentRole.Operations) is { Succeeded: false } refused)
        {
            return Task.FromResult(refused);
        }

        var cause = causes.Of(session.Run, session.Scenario).FirstOrDefault(c => c.Id == causeId);
        return Task.FromResult(cause is null
            ? Refusal.Invalid("Choose one of the causes.")
            : session.Do(
                incident => incident.DeclareCause(causeId, session.Now),
                IncidentEventKind.CauseDeclared, $"Declared the cause: {cause.Title}", causeId));
    }, ct);
}
