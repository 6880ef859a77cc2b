using System.Globalization;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>
/// Executes a runbook's steps literally on a fresh shop in virtual time, like a person who knows only the runbook: the fault begins, the
/// first alert fires, the runbook is opened, and each step takes time to read.
/// </summary>
internal sealed class RunbookPlayer
{
    /// <summary>The latest time at which the runbook is opened, with or without an alert.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <summary>The time from the alert to the first step.</summary>
    private static readonly TimeSpan ToOpen = TimeSpan.FromMinutes(1);

    /// <summary>The time to read a step and look or type.</summary>
    private static readonly TimeSpan ToRead = TimeSpan.FromSeconds(15);

    /// <summary>How long after the last step the shop may take to recover, in addition to its hold time.</summary>
    private static readonly TimeSpan ToRecover = TimeSpan.FromMinutes(8);

    private static readonly TimeSpan Stride = TimeSpan.FromSeconds(5);

    private readonly ShopSimulation _shop;
    private readonly ExpertPlayer _hands;
    private readonly List<TakenStep> _taken = [];
    private readonly CancellationToken _ct;

    private RunbookPlayer(Scenario scenario, RootCause cause, CancellationToken ct)
    {
        _shop = ShopSimulation.Create(scenario, ScenarioProof.SeedOf(scenario, cause));
        _hands = new ExpertPlayer(_shop, scenario.Opening);
        _ct = ct;
    }

    /// <summary>Executes the steps on a shop with the cause. Takes up to about a second of CPU time.</summary>
    public static ShopTrial Play(Scenario scenario, RootCause cause, IReadOnlyList<RunbookStep> steps, CancellationToken ct = default) =>
        new RunbookPlayer(scenario, cause, ct).Play(steps);

    private ShopTrial Play(IReadOnlyList<RunbookStep> steps)
    {
        PlayUntil(() => _shop.Truth().DetectedAt is not null, Patience);
        var alert = _shop.Truth().DetectedAt;
        PlayTo(_shop.Now + ToOpen);
        foreach (var (step, number) in steps.Select((step, index) => (step, index + 1)))
        {
            PlayTo(_shop.Now + ToRead);
            var (outcome, words) = Take(step);
            _taken.Add(new TakenStep(number, _shop.Now, outcome, words));
            if (outcome is StepOutcome.Failed)
            {
                return End(alert, $"Step {number} failed: {words}");
            }
        }

        PlayUntil(() => _shop.Truth().ResolvedAt is not null, ToRecover + _shop.Scenario.ServiceLevels.HoldTime);
        var truth = _shop.Truth();
        return End(
            alert,
            truth.ResolvedAt is { } at
                ? $"The shop recovered: its service levels have held since {VirtualTime.Clock(truth.RecoveredAt ?? at)}."
                : $"All steps were executed, but the shop did not recover: {string.Join("; ", truth.Unresolved).TrimEnd('.')}."
        );
    }

    private ShopTrial End(TimeSpan? alert, string ending)
    {
        var resolved = _taken.All(step => step.Outcome is not StepOutcome.Failed) ? _shop.Truth().ResolvedAt : null;
        return new ShopTrial(resolved is not null, alert, resolved, [.. _taken], ending, _shop.Cost().FailedOrders);
    }

    private (StepOutcome Outcome, string Words) Take(RunbookStep step)
    {
        switch (step.Kind)
        {
            case StepKind.Check:
                PlayUntil(() => ShopLook.Holds(_shop, step.Condition!), step.Time);
                return ShopLook.Holds(_shop, step.Condition!)
                    ? (StepOutcome.Done, $"It holds: {ShopLook.Seen(_shop, step.Condition!)}.")
                    : (
                        StepOutcome.Failed,
                        $"The check does not hold{(step.Time > TimeSpan.Zero ? $" after {VirtualTime.Words(step.Time)}" : "")}: {ShopLook.Seen(_shop, step.Condition!)}."
                    );
            case StepKind.If when !ShopLook.Holds(_shop, step.Condition!):
                return (StepOutcome.Passed, $"The condition does not apply: {ShopLook.Seen(_shop, step.Condition!)}.");
            case StepKind.If or StepKind.Do:
                return Act(step.Command!);
            case StepKind.Wait:
                PlayTo(_shop.Now + step.Time);
                return (StepOutcome.Done, $"Waited {VirtualTime.Words(step.Time)}.");
            default:
                return (StepOutcome.Passed, "Only a person can do this.");
        }
    }

    private (StepOutcome Outcome, string Words) Act(ShopCommand command)
    {
        var answer = _hands.Take(command.Action, command.Arguments);
        if (!answer.Accepted)
        {
            return (StepOutcome.Failed, string.Create(CultureInfo.InvariantCulture, $"The shop refused it: {answer.Text}"));
        }

        // A person following a runbook waits until the console reports that the action is done.
        PlayTo(_shop.Now + _shop.Actions.Single(action => action.Name == command.Action).Delay);
        return (StepOutcome.Done, answer.Text);
    }

    private void PlayUntil(Func<bool> reached, TimeSpan atMost)
    {
        var end = _shop.Now + atMost;
        while (_shop.Now < end && !reached())
        {
            PlayTo(_shop.Now + Stride);
        }
    }

    private void PlayTo(TimeSpan end)
    {
        for (var next = _shop.Now + Stride; next < end; next += Stride)
        {
            _ct.ThrowIfCancellationRequested();
            _hands.PlayTo(next);
        }

        _hands.PlayTo(end);
    }
}
