using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>How well belief and truth matched in a run.</summary>
/// <param name="Judged">How many hypotheses named a fault, so that the engine can tell whether they were true.</param>
/// <param name="Brier">The Brier score of those: the mean of (confidence − truth)², with truth 1 or 0 using the last confidence. 0 is
/// perfect, 0.25 is the score for always stating 50 %, 1 for being certain of something false. Null without a judged hypothesis. (Brier,
/// 1950.)</param>
/// <param name="Fixation">The longest time for which one wrong hypothesis was held, from stating it to striking it out or the end.</param>
/// <param name="FixedOn">That hypothesis; null when none was wrong.</param>
/// <param name="ActionsWithEvidence">Mitigating actions for which, since the previous one, a crew member had looked at the shop or stated a
/// hypothesis.</param>
/// <param name="Actions">All mitigating actions.</param>
public sealed record Calibration(int Judged, double? Brier, TimeSpan Fixation, Hypothesis? FixedOn, int ActionsWithEvidence, int Actions)
{
    /// <summary>Compares a log with the truth.</summary>
    /// <param name="log">The run's log.</param>
    /// <param name="cause">The root cause. A hypothesis is true when it names what failed and how, of one of its faults.</param>
    /// <param name="truth">The shop's truth. A fault of the second act does not exist before the act begins: what was stated before and not
    /// revised since was a guess, wrong until then.</param>
    /// <param name="end">Virtual time at which the run ended.</param>
    public static Calibration Of(IReadOnlyList<TimelineEntry> log, RootCause cause, ShopTruth truth, TimeSpan end)
    {
        var hypotheses = Hypothesis.Of(log);
        var judged = hypotheses.Where(h => h.Claim is not null).ToList();
        var longest = judged
            .Where(h => !IsTrue(h))
            .Select(h => (Hypothesis: h, Held: HeldUntil(h) - h.At))
            .OrderByDescending(pair => pair.Held)
            .FirstOrDefault();
        var (with, all) = Evidence(log);
        return new Calibration(
            judged.Count,
            judged.Count == 0 ? null : judged.Average(h => Math.Pow((h.Confidence / 100d) - (IsTrue(h) ? 1 : 0), 2)),
            longest.Held,
            longest.Hypothesis,
            with,
            all
        );

        bool IsTrue(Hypothesis h) => DiagnosisVerdict.Means(h.Claim!, cause, truth.IsInSecondActAt(h.LastStatedAt));

        TimeSpan HeldUntil(Hypothesis h)
        {
            var closed = h.State == HypothesisState.Struck ? h.ClosedAt!.Value : end;
            return truth.SecondActAt is { } begun && begun < closed && DiagnosisVerdict.Means(h.Claim!, cause, inSecondAct: true)
                ? begun
                : closed;
        }
    }

    private static (int With, int All) Evidence(IReadOnlyList<TimelineEntry> log)
    {
        var (with, all, seen) = (0, 0, false);
        foreach (var entry in log.OrderBy(e => e.Number))
        {
            switch (entry.Kind)
            {
                case IncidentEventKind.Looked or IncidentEventKind.HypothesisStated or IncidentEventKind.HypothesisRevised:
                    seen = true;
                    break;
                case IncidentEventKind.ActionStarted when ShopInputs.IsMitigation(entry.Subject):
                    all++;
                    with += seen ? 1 : 0;
                    seen = false;
                    break;
            }
        }

        return (with, all);
    }
}
