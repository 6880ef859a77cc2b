using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>What an action was good for.</summary>
public enum ActionEffect
{
    /// <summary>It repaired the cause, or took the injected fault away.</summary>
    Helped,

    /// <summary>It changed nothing that people notice.</summary>
    Nothing,

    /// <summary>It made things worse.</summary>
    Harmed,
}

/// <summary>An action that could have repaired something, judged.</summary>
/// <param name="At">Virtual time at which it was taken.</param>
/// <param name="Text">What it was.</param>
/// <param name="Effect">What it was good for.</param>
public sealed record ActionVerdict(TimeSpan At, string Text, ActionEffect Effect)
{
    /// <summary>
    /// Judges the accepted actions of a run. An action helped when it was the cause's repair or a part of it (see
    /// <see cref="RepairedBy"/>), or when it switched an experiment off. Any other action did harm when the engine measured harm that it
    /// did (lost jobs or requests, customers turned away); otherwise it did nothing. What an action was worth stands in the run's account.
    /// </summary>
    internal static IReadOnlyList<ActionVerdict> Of(
        IReadOnlyList<TimelineEntry> log,
        IReadOnlyList<RunInput> inputs,
        RootCause cause,
        SealedShop shop
    )
    {
        var finished = log.Where(e => e.Kind == IncidentEventKind.ActionFinished).ToList();
        var started = log.Where(e => e.Kind == IncidentEventKind.ActionStarted).OrderBy(e => e.At).ToList();
        // Each accepted action has exactly one entry, in the same order; probes and decisions of people in the channel have none.
        List<(RunInput Input, TimelineEntry Entry)> actions =
        [
            .. inputs
                .Where(i => i.Accepted == true && i.IsAction)
                .OrderBy(i => i.Sequence)
                .Zip(started)
                .Where(action => ShopInputs.IsMitigation(action.First.Action)),
        ];
        List<RunInput> all = [.. actions.Select(a => a.Input)];
        var later = all.Where(input => input.At >= shop.Truth.SecondActAt).ToList();
        var repairs = NeedlessRisk
            .Repairs(cause, inSecondAct: false)
            .SelectMany(step => RepairedBy(step, all, shop.Truth))
            .Concat((cause.SecondAct?.Mitigations ?? []).SelectMany(step => RepairedBy(step, later, shop.Truth)))
            .Concat(LettingBack(cause, all, shop.Truth))
            .ToHashSet();
        var verdicts = new List<ActionVerdict>();
        foreach (var (input, entry) in actions)
        {
            var done = finished.FirstOrDefault(e => e.Subject == entry.Subject && e.At >= entry.At)?.At ?? entry.At;
            verdicts.Add(
                new ActionVerdict(
                    entry.At,
                    entry.Text,
                    repairs.Contains(input.Sequence) || input.Action == ShopInputs.DisableExperiment ? ActionEffect.Helped
                        : Measured(shop.Harms, input.Action, entry.At, done) ? ActionEffect.Harmed
                        : ActionEffect.Nothing
                )
            );
        }

        return verdicts;
    }

    /// <summary>
    /// The actions with which one of the cause's mitigations was done. A cause of two faults goes away with the last of them, so the
    /// moment alone would give all credit to the last repair: the last action of the mitigation's kind up to that moment counts; when the
    /// cause was gone already (what clears up behind it), the first one until the resolution. While the cause is still there, a part of
    /// the repair counts when it is exactly the mitigation.
    /// </summary>
    private static IEnumerable<long> RepairedBy(MitigationStep step, IReadOnlyList<RunInput> actions, ShopTruth truth)
    {
        // A figure may be another one than the scenario's and do as well; another flag, secret or route is another action.
        var ofKind = actions.Where(action => NeedlessRisk.IsLike(step, action.ToShop())).ToList();
        var repair = truth.CauseRemovedAt is { } removed
            ? ofKind.LastOrDefault(action => action.At <= removed)
                ?? ofKind.FirstOrDefault(action => truth.ResolvedAt is null || action.At <= truth.ResolvedAt)
            : ofKind.FirstOrDefault(action =>
                step.Arguments.All(a => a.Value == TimedStep.Suspect || action.ToShop().Arguments.GetValueOrDefault(a.Key) == a.Value)
            );
        return repair is null ? [] : [repair.Sequence];
    }

    /// <summary>
    /// What lets the load back after an outage that kept itself up: once its cause is gone, every step of a recovery until the resolution.
    /// Without them the shop would stay closed to a part of its customers.
    /// </summary>
    private static IEnumerable<long> LettingBack(RootCause cause, IReadOnlyList<RunInput> actions, ShopTruth truth) =>
        cause.Metastable is { } outage && truth.CauseRemovedAt is { } removed
            ? actions
                .Where(action =>
                    action.At > removed
                    && (truth.ResolvedAt is null || action.At <= truth.ResolvedAt)
                    && outage.Steps.Any(step => NeedlessRisk.IsLike(step, action.ToShop()))
                )
                .Select(action => action.Sequence)
            : [];

    private static bool Measured(IReadOnlyList<HarmRecord> harms, string action, TimeSpan taken, TimeSpan done) =>
        harms.Any(harm => harm.Action == action && harm.At >= taken && harm.At <= done);
}
