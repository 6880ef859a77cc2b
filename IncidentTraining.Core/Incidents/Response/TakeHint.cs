using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Incidents;

/// <summary>The commander takes a hint: a free nudge, a pointer for points, or the solution for the rest of them.</summary>
public sealed class TakeHint(ShopHost host)
{
    /// <summary>Takes a hint.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="runId">The run.</param>
    /// <param name="level">How much it may give away.</param>
    /// <param name="expected">What hints had cost when they asked; a second click must not buy a second hint.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, HintLevel level, int expected, CancellationToken ct = default) => host.ActAsync(actor, runId, async session =>
    {
        if (session.MayAct(IncidentRole.Commander) is { Succeeded: false } refused)
        {
            return refused;
        }

        var (incident, scenario) = (session.Incident, session.Scenario);
        if (level != HintLevel.Nudge && incident.HintCost != expected)
        {
            return Refusal.Conflict("You have this hint already.");
        }

        var log = await GetRun.TimelineAsync(session.Db, runId, ct);
        if (HintDesk.Offers(scenario, incident, log).FirstOrDefault(o => o.Level == level) is not { } offer)
        {
            return Refusal.Conflict("There are no more hints of this kind.");
        }

        if (session.Now < offer.From)
        {
            return Refusal.Conflict($"Look for yourself first: this hint is there from {VirtualTime.Clock(offer.From)} on.");
        }

        var (text, subject) = level switch
        {
            HintLevel.Nudge => (HintDesk.Nudge(scenario, incident, log, session.Run.ShiftId is not null), nameof(HintLevel.Nudge)),
            HintLevel.Pointer => HintDesk.NextPointer(scenario, log) is { } pointer ? (pointer.Text, pointer.Id) : throw new InvalidOperationException("A pointer was offered that is not there."),
            _ => (HintDesk.Solution(scenario.RootCauseFor(session.Run.Seed)), nameof(HintLevel.Solution)),
        };
        return session.Do(
            i => i.TakeHint(offer.Cost), IncidentEventKind.HintTaken,
            offer.Cost == 0 ? "Took a nudge." : $"Took a hint for {offer.Cost} points.", subject, new HintDesk.HintText(text));
    }, ct);
}
