using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.Incidents;

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
/// <param name="By">Who took it.</param>
/// <param name="Effect">What it was good for.</param>
public sealed record ActionVerdict(TimeSpan At, string Text, string By, ActionEffect Effect)
{
    private static readonly TimeSpan Compared = TimeSpan.FromMinutes(1);

    /// <summary>A share of failed requests that rises by more than this is harm.</summary>
    private const double MoreFailures = 0.01;

    /// <summary>A 95th percentile that rises by more than this factor is harm.</summary>
    private const double Slower = 1.2;

    /// <summary>
    /// Judges the accepted actions of a run. An action helped when it is of the kind of one of the cause's mitigations and was at work
    /// when the cause went away, or when it switched an experiment off. Any other action did harm when, in the minute after it had
    /// taken effect, the share of failed requests was more than one percentage point higher, or the 95th percentile more than a fifth
    /// higher, than in the minute before it was taken; otherwise it did nothing.
    /// </summary>
    internal static IReadOnlyList<ActionVerdict> Of(
        IReadOnlyList<TimelineEntry> log, IReadOnlyList<RunInput> inputs, RootCause cause, SealedShop shop)
    {
        var kinds = cause.Mitigations.Select(step => step.Action).ToHashSet();
        var finished = log.Where(e => e.Kind == IncidentEventKind.ActionFinished).ToList();
        var started = log.Where(e => e.Kind == IncidentEventKind.ActionStarted).OrderBy(e => e.At).ToList();
        var verdicts = new List<ActionVerdict>();
        // Each accepted action has exactly one entry, in the same order; the probes of the responders' own tools have none.
        foreach (var (input, entry) in inputs.Where(i => i.Accepted == true && i.Action != ProbeShop.Action).OrderBy(i => i.Sequence).Zip(started))
        {
            if (!ShopInputs.IsMitigation(input.Action))
            {
                continue;
            }

            var done = finished.FirstOrDefault(e => e.Subject == entry.Subject && e.At >= entry.At)?.At ?? entry.At;
            var repaired = kinds.Contains(input.Action) && shop.Truth.CauseRemovedAt is { } gone && gone >= entry.At && gone <= done + TimeSpan.FromSeconds(1);
            var by = log.LastOrDefault(e => e.Kind == IncidentEventKind.Said && e.PersonId == input.PersonId)?.From ?? "";
            verdicts.Add(new ActionVerdict(entry.At, entry.Text, by, repaired || input.Action == ShopInputs.DisableExperiment
                ? ActionEffect.Helped
                : Worse(shop.Charts, entry.At, done) ? ActionEffect.Harmed : ActionEffect.Nothing));
        }

        return verdicts;
    }

    private static bool Worse(ShopCharts charts, TimeSpan taken, TimeSpan done)
    {
        var before = Stretch(charts, taken - Compared, taken);
        var after = Stretch(charts, done, done + Compared);
        return after.FailedShare > before.FailedShare + MoreFailures || (before.P95 > 0 && after.P95 > before.P95 * Slower);
    }

    private static (double FailedShare, double P95) Stretch(ShopCharts charts, TimeSpan from, TimeSpan to)
    {
        var first = Math.Clamp((int)from.TotalSeconds - charts.FirstSecond, 0, charts.Count);
        var last = Math.Clamp((int)to.TotalSeconds - charts.FirstSecond, first, charts.Count);
        var answered = Values(ChartNames.RequestRate).Sum();
        return (answered > 0 ? Values(ChartNames.ErrorRate).Sum() / answered : 0, Values(ChartNames.LatencyP95).DefaultIfEmpty().Average());

        IEnumerable<double> Values(string line) =>
            charts.Lines.Single(l => l.Name == line).Values.Skip(first).Take(last - first).Where(value => !double.IsNaN(value));
    }
}
