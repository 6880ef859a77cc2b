using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The commander takes a hint: a free nudge, or a pointer, the candidate causes or the solution for its price.</summary>
public sealed class TakeHint(ShopHost host, CauseChoices causes) : IUseCase
{
    /// <summary>Takes a hint.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="runId">The run.</param>
    /// <param name="hintId">The <see cref="HintOffer.Id"/> of the displayed offer; no other hint is ever taken instead.</param>
    /// <param name="ct">Stops waiting.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid runId, string hintId, CancellationToken ct = default) =>
        host.ActAsync(
            actor,
            runId,
            async session =>
            {
                if (session.MayAct(IncidentRole.Commander) is { Succeeded: false } refused)
                {
                    return refused;
                }

                var (incident, scenario) = (session.Incident, session.Scenario);
                var log = session.Log;
                if (HintPolicy.Offers(scenario, incident, log).FirstOrDefault(o => o.Id == hintId) is not { } offer)
                {
                    return Refusal.Conflict(
                        log.Any(e => e.Kind == IncidentEventKind.HintTaken && e.Subject == hintId)
                            ? "You already have this hint."
                            : "This hint is no longer offered. See which hints are offered now."
                    );
                }

                if (session.Now < offer.From)
                {
                    return Refusal.Conflict($"Look for yourself first: this hint becomes available at {session.Clock.Told(offer.From)}.");
                }

                var last = log.LastOrDefault(e => e.Kind == IncidentEventKind.HintTaken);
                if (offer.Cost > 0 && last is not null && session.Wall - last.WallAt < HintPolicy.ReadingTime)
                {
                    return Refusal.Conflict("You took a hint a moment ago. Read it first; you can take the next one in a few seconds.");
                }

                var text = offer.Level switch
                {
                    HintLevel.Nudge => HintPolicy.Nudge(scenario, incident, log, session.Run.ShiftId is not null),
                    HintLevel.Pointer => scenario.Hints.First(hint => hint.Id == hintId).Text,
                    HintLevel.Candidates => HintPolicy.Candidates(causes.Of(session.Run, scenario)),
                    _ => HintPolicy.Solution(scenario.RootCauseFor(session.Run.Seed)),
                };
                if (offer.Level == HintLevel.Nudge && last?.Subject == hintId && EventDetails.Read<HintPolicy.HintText>(last).Text == text)
                {
                    // Nothing has changed since the last nudge, which is still shown.
                    return Outcome.Done;
                }

                return session.Do(
                    i => i.TakeHint(offer.Cost),
                    IncidentEventKind.HintTaken,
                    offer.Cost == 0
                        ? "Took a nudge."
                        : $"Took {offer.Level switch { HintLevel.Solution => "the solution", HintLevel.Candidates => "the candidate causes", _ => "a pointer" }} (price {offer.Cost}).",
                    hintId,
                    new HintPolicy.HintText(text)
                );
            },
            ct
        );
}
