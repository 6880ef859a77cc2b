using System.Globalization;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>How well the views of a scenario distinguish its causes at one moment.</summary>
/// <param name="Minutes">Minutes after the page.</param>
/// <param name="Pairs">Pairs of causes.</param>
/// <param name="Separated">Pairs that a view distinguishes, by view.</param>
/// <param name="Identified">Causes that two views distinguish from all others, with the two views.</param>
/// <param name="Together">Pairs that all views together distinguish.</param>
public sealed record DepthRow(
    int Minutes,
    int Pairs,
    IReadOnlyDictionary<string, int> Separated,
    IReadOnlyDictionary<string, string> Identified,
    int Together
)
{
    /// <summary>Share of the pairs that a view distinguishes, in per cent.</summary>
    public int PercentOf(string view) => Pairs == 0 ? 0 : Separated[view] * 100 / Pairs;
}

/// <summary>
/// How deeply a responder must search in a scenario, computed: every cause is played on some seeds, and each view's features are recorded
/// at the page and later. A view distinguishes two causes when a feature shows on all seeds of one and on none of the other.
/// </summary>
/// <param name="Scenario">Id of the scenario.</param>
/// <param name="Rows">At the page, and 5 and 10 minutes after it.</param>
public sealed record DepthTable(string Scenario, IReadOnlyList<DepthRow> Rows)
{
    /// <summary>Seeds per cause that the content check plays.</summary>
    public const int Seeds = 3;

    /// <summary>The largest share of the pairs that a single view may distinguish, in per cent.</summary>
    public const int MostPercent = 60;

    static readonly int[] Moments = [0, 5, 10];
    static readonly TimeSpan Latest = TimeSpan.FromMinutes(12);

    /// <summary>Plays the causes of a scenario.</summary>
    /// <param name="scenario">A scenario that was read without problems.</param>
    /// <param name="seeds">Seeds per cause.</param>
    public static DepthTable Of(Scenario scenario, int seeds)
    {
        // Every cause has the same seeds, so that effects of chance alone show for all of them.
        var played = scenario
            .RootCauses.Select(cause =>
                Enumerable.Range(1, seeds).Select(seed => Play(scenario with { RootCauses = [cause] }, seed)).ToList()
            )
            .ToList();
        return new DepthTable(scenario.Id, [.. Enumerable.Range(0, Moments.Length).Select(moment => Row(scenario, played, moment))]);
    }

    /// <summary>The table as lines of text, for the content check.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{Scenario}: pairs of causes that a view tells apart, at the page and {Moments[1]} and {Moments[2]} minutes after it";
        foreach (var view in ViewFeatures.Views)
        {
            var cells = Rows.Select(row => $"{Cell(row.Separated[view], row.Pairs)} {Padded(row.PercentOf(view), 3)} %");
            yield return $"  {view.PadRight(10)} {string.Join("  ", cells)}";
        }

        yield return $"  all views  {string.Join("  ", Rows.Select(row => Cell(row.Together, row.Pairs) + "      "))}".TrimEnd();
        yield return Rows[0].Identified.Count == 0
            ? "  No two views tell a cause from all others at the page."
            : $"  At the page, two views tell from all others: {string.Join("; ", Rows[0].Identified.Select(pair => $"{pair.Key} ({pair.Value})"))}.";
    }

    static string Cell(int separated, int pairs) => $"{Padded(separated, 2)}/{pairs}";

    static string Padded(int number, int width) => number.ToString(CultureInfo.InvariantCulture).PadLeft(width);

    static DepthRow Row(Scenario scenario, List<List<HashSet<string>[][]>> played, int moment)
    {
        var (views, causes) = (ViewFeatures.Views, scenario.RootCauses);
        var apart = new bool[views.Count, causes.Count, causes.Count];
        for (var view = 0; view < views.Count; view++)
        {
            for (var one = 0; one < causes.Count; one++)
            {
                for (var other = 0; other < causes.Count; other++)
                    apart[view, one, other] =
                        one != other
                        && (OnlyIn(played[one], played[other], moment, view) || OnlyIn(played[other], played[one], moment, view));
            }
        }

        var pairs = causes.Count * (causes.Count - 1) / 2;
        var places = Enumerable.Range(0, causes.Count).ToList();
        int Count(Func<int, int, bool> told) => places.Sum(one => places.Count(other => other > one && told(one, other)));
        var identified = new Dictionary<string, string>();
        foreach (var cause in places)
        {
            for (var first = 0; first < views.Count && !identified.ContainsKey(causes[cause].Id); first++)
            {
                for (var second = first; second < views.Count && !identified.ContainsKey(causes[cause].Id); second++)
                {
                    if (places.All(other => other == cause || apart[first, cause, other] || apart[second, cause, other]))
                        identified[causes[cause].Id] = first == second ? views[first] : $"{views[first]} and {views[second]}";
                }
            }
        }

        return new DepthRow(
            Moments[moment],
            pairs,
            Enumerable.Range(0, views.Count).ToDictionary(view => views[view], view => Count((one, other) => apart[view, one, other])),
            identified,
            Count((one, other) => Enumerable.Range(0, views.Count).Any(view => apart[view, one, other]))
        );
    }

    static bool OnlyIn(List<HashSet<string>[][]> some, List<HashSet<string>[][]> others, int moment, int view) =>
        some[0]
            [moment][view]
            .Any(feature =>
                some.All(run => run[moment][view].Contains(feature)) && !others.Any(run => run[moment][view].Contains(feature))
            );

    // A healthy shop is never detected, so it is observed from the first alert that pages.
    static bool IsPaged(ShopSimulation shop) =>
        shop.Truth().DetectedAt is not null
        || (
            shop.Scenario.RootCauses[0].IsHealthy
            && shop.EventsAfter(0)
                .Any(e =>
                    e.Kind == ShopEventKind.AlertFiring
                    && shop.Scenario.Alerts.Any(alert => alert.Id == e.Subject && alert.Severity == "page")
                )
        );

    static HashSet<string>[][] Play(Scenario scenario, long seed)
    {
        var shop = ShopSimulation.Create(scenario, seed);
        var player = new ExpertPlayer(shop, scenario.Opening);
        while (!IsPaged(shop) && shop.Now < scenario.BeginsAt(seed) + Latest)
            player.PlayTo(shop.Now + TimeSpan.FromSeconds(1));
        var page = shop.Now;
        return
        [
            .. Moments.Select(minutes =>
            {
                player.PlayTo(page + TimeSpan.FromMinutes(minutes));
                return ViewFeatures.Views.Select(view => ViewFeatures.Read(shop, view).ToHashSet()).ToArray();
            }),
        ];
    }
}
