using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>The effect of an action.</summary>
public enum ActionEffect
{
    /// <summary>It repaired the cause, or removed the injected fault.</summary>
    Helped,

    /// <summary>It changed nothing that people notice.</summary>
    Nothing,

    /// <summary>It made things worse.</summary>
    Harmed,
}

/// <summary>An action that could have repaired something, judged.</summary>
/// <param name="At">Virtual time at which it was taken.</param>
/// <param name="Text">What it was.</param>
/// <param name="Effect">Its effect.</param>
public sealed record ActionVerdict(TimeSpan At, string Text, ActionEffect Effect)
{
    /// <summary>
    /// Judges the accepted actions of a run. An action helped when it was the cause's repair or a part of it (see
    /// <see cref="RepairedBy"/>), or when it switched an experiment off. Any other action did harm when the engine measured harm from it
    /// (lost jobs or requests, customers turned away); otherwise it had no effect. The value of an action is in the run's account.
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
    /// The actions that carried out one of the cause's mitigations. A cause with two faults disappears with the last of them, so the time
    /// alone would credit only the last repair: the last action of the mitigation's kind up to that moment counts; if the cause was already
    /// gone (for clean-up steps), the first one until the resolution. While the cause is present, a part of the repair counts when it is
    /// exactly the mitigation.
    /// </summary>
    private static IEnumerable<long> RepairedBy(MitigationStep step, IReadOnlyList<RunInput> actions, ShopTruth truth)
    {
        // A figure may differ from the scenario's and work as well; another flag, secret or route is another action.
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
    /// The actions that let the load back after an outage that sustained itself: once its cause is gone, every step of a recovery until the
    /// resolution. Without them the shop would stay closed to a part of its customers.
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
