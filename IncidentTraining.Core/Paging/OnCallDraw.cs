using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Paging;

/// <summary>What happens in a shift.</summary>
/// <param name="Lab">The lab or pager-only scenario.</param>
/// <param name="Scenario">Its scenario.</param>
/// <param name="Seed">The seed of the shop.</param>
/// <param name="PagesAfter">Virtual time at which it pages.</param>
internal sealed record DrawnIncident(LabPage Lab, Scenario Scenario, long Seed, TimeSpan PagesAfter);

/// <summary>
/// Draws a shift's incident. Whether customers are harmed is drawn first and independently for each shift: a share that balanced itself
/// could be predicted. Half of the incidents come from the scenarios of the pager, in which each page also has a healthy counterpart.
/// </summary>
/// <param name="labs">The labs of the day that can be started.</param>
/// <param name="pagerOnly">The scenarios of the day that only the pager draws.</param>
/// <param name="falseAlarmPercent">Share of shifts with a healthy shop, in per cent.</param>
/// <param name="seeds">The source of seeds.</param>
internal sealed class OnCallDraw(
    IReadOnlyList<(LabPage Lab, Scenario Scenario)> labs,
    IReadOnlyList<(LabPage Lab, Scenario Scenario)> pagerOnly,
    int falseAlarmPercent,
    SeedChoice seeds
)
{
    private const int Whole = 100,
        Half = 50;

    /// <summary>Whether a shift with this draw is for a healthy shop.</summary>
    public static bool IsFalseAlarm(long draw, int falseAlarmPercent) =>
        RandomStream.For(draw, "on-call-kind").Below(Whole) < falseAlarmPercent;

    /// <summary>Draws; null when no drawable incident pages. It simulates: call it outside a transaction.</summary>
    /// <param name="usedSeeds">The seeds of the class's runs of a lab or scenario, by its page.</param>
    public DrawnIncident? Draw(Func<string, IReadOnlyCollection<long>> usedSeeds)
    {
        var draw = seeds.Draw();
        var isFalse = IsFalseAlarm(draw, falseAlarmPercent);
        return DrawKind(draw, isFalse, usedSeeds) ?? DrawKind(draw, !isFalse, usedSeeds);
    }

    private DrawnIncident? DrawKind(long draw, bool healthy, Func<string, IReadOnlyCollection<long>> usedSeeds)
    {
        var pagerFirst = healthy || RandomStream.For(draw, "on-call-from").Below(Whole) < Half;
        var (fromPager, fromLabs) = (Mixed(pagerOnly, draw, healthy), Mixed(labs, draw, healthy));
        foreach (var (lab, scenario) in pagerFirst ? fromPager.Concat(fromLabs) : fromLabs.Concat(fromPager))
        {
            // The causes of the pager are drawn independently as well: which one has not appeared yet must not be predictable.
            var seed = seeds.Pick(scenario, lab.Path.Length == 0 ? [] : usedSeeds(lab.PageId), null, cause => cause.IsHealthy == healthy);
            if (scenario.RootCauseFor(seed).IsHealthy == healthy && FirstPage.Of(scenario, seed) is { } pagesAfter)
            {
                return new DrawnIncident(lab, scenario, seed, pagesAfter);
            }
        }

        return null;
    }

    /// <summary>
    /// The scenarios that have a cause of a kind, in the order in which they are tried. Each has as many tickets as such causes, so that a
    /// small scenario does not make its few pages frequent.
    /// </summary>
    /// <param name="some">The scenarios.</param>
    /// <param name="draw">The draw of the shift.</param>
    /// <param name="healthy">Whether a healthy shop is wanted.</param>
    internal static IReadOnlyList<(LabPage Lab, Scenario Scenario)> Mixed(
        IReadOnlyList<(LabPage Lab, Scenario Scenario)> some,
        long draw,
        bool healthy
    )
    {
        var chance = RandomStream.For(draw, "on-call-order");
        return
        [
            .. some.Select(one => (Lots: one.Scenario.RootCauses.Count(cause => cause.IsHealthy == healthy), one))
                .Where(pair => pair.Lots > 0)
                .Select(pair => (Key: Enumerable.Range(0, pair.Lots).Min(_ => chance.Below(int.MaxValue)), pair.one))
                .OrderBy(pair => pair.Key)
                .Select(pair => pair.one),
        ];
    }
}
