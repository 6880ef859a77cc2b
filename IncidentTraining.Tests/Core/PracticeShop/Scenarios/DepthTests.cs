using System.Collections.Concurrent;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Depth;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>
/// How deep one has to search, computed from what the causes show. Where a lab does not reach the goal yet, it is listed with what it
/// reaches: the list may become shorter and its figures lower, never the reverse.
/// </summary>
public class DepthTests
{
    /// <summary>Views that tell more than <see cref="DepthTable.MostPercent"/> of a lab's pairs apart: lab, minutes after the page, view, per cent.</summary>
    static readonly Dictionary<(string Lab, int Minutes, string View), int> TooTelling = new()
    {
        [("lab-5-full-incident-response", 0, "dashboard")] = 100,
        [("lab-5-full-incident-response", 5, "dashboard")] = 100,
        [("lab-5-full-incident-response", 10, "dashboard")] = 100,
        [("lab-5-full-incident-response", 5, "alerts")] = 93,
        [("lab-5-full-incident-response", 10, "alerts")] = 93,
        [("lab-5-full-incident-response", 0, "logs")] = 100,
        [("lab-5-full-incident-response", 5, "logs")] = 100,
        [("lab-5-full-incident-response", 10, "logs")] = 100,
        [("lab-5-full-incident-response", 0, "traces")] = 93,
        [("lab-5-full-incident-response", 5, "traces")] = 100,
        [("lab-5-full-incident-response", 10, "traces")] = 100,
        [("lab-5-full-incident-response", 5, "database")] = 93,
        [("lab-5-full-incident-response", 10, "database")] = 80,
        [("lab-5-full-incident-response", 0, "payments")] = 73,
        [("lab-5-full-incident-response", 10, "payments")] = 80,
        [("lab-5-full-incident-response", 0, "workers")] = 80,
        [("lab-5-full-incident-response", 5, "workers")] = 80,
        [("lab-5-full-incident-response", 10, "workers")] = 80,
    };

    /// <summary>Causes that two views tell from all others at the page, by lab.</summary>
    static readonly Dictionary<string, int> Identified = new()
    {
        ["lab-5-full-incident-response"] = 6,
    };

    static readonly ConcurrentDictionary<string, Lazy<DepthTable>> Tables = new();

    public static TheoryData<string> Scenarios => [.. Labs.All.Select(scenario => scenario.Id).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Scenarios))]
    public void No_single_view_tells_more_than_60_percent_of_the_pairs_apart_but_those_that_are_listed(string lab)
    {
        foreach (var row in Table(lab).Rows)
        {
            foreach (var view in row.Separated.Keys)
            {
                var allowed = TooTelling.GetValueOrDefault((lab, row.Minutes, view), DepthTable.MostPercent);
                Assert.True(row.PercentOf(view) <= allowed, $"{lab}, {row.Minutes} min after the page: {view} tells {row.PercentOf(view)} % of the pairs apart, more than {allowed} %.");
                Assert.True(allowed == DepthTable.MostPercent || row.PercentOf(view) == allowed, $"{lab}, {row.Minutes} min: {view} tells only {row.PercentOf(view)} % apart now. Lower its figure in the list.");
            }
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void The_list_of_changes_tells_no_cause_from_another(string lab) =>
        Assert.All(Table(lab).Rows, row => Assert.Equal(0, row.Separated[ShopViews.Changes]));

    [Theory, MemberData(nameof(Scenarios))]
    public void No_two_views_identify_a_cause_at_the_page_but_as_many_as_are_listed(string lab) =>
        Assert.Equal(Identified.GetValueOrDefault(lab), Table(lab).Rows[0].Identified.Count);

    [Theory, MemberData(nameof(Scenarios))]
    public void All_views_together_tell_every_pair_apart_10_minutes_after_the_page(string lab)
    {
        var last = Table(lab).Rows[^1];
        Assert.Equal(last.Pairs, last.Together);
    }

    [Fact]
    public void A_cause_that_differs_in_nothing_is_told_from_its_twin_by_no_view()
    {
        var scenario = Labs.Scenario("lab-4-worker-failure");
        var twins = scenario with { RootCauses = [scenario.RootCauses[0], scenario.RootCauses[0] with { Id = "twin" }, scenario.RootCauses[3]] };

        var row = DepthTable.Of(twins, 2).Rows[^1];

        Assert.Equal((3, 2), (row.Pairs, row.Together));
        Assert.All(row.Separated.Values, separated => Assert.InRange(separated, 0, 2));
        Assert.DoesNotContain("twin", row.Identified.Keys);
    }

    [Fact]
    public void The_table_names_every_view_with_its_share_at_the_three_moments()
    {
        var lines = Table("lab-4-worker-failure").Lines().ToList();
        Assert.Equal(18, lines.Count);
        Assert.Contains(lines, line => line.StartsWith("  changes     0/10   0 %", StringComparison.Ordinal));
    }

    static DepthTable Table(string lab) => Tables.GetOrAdd(lab, id => new Lazy<DepthTable>(() => DepthTable.Of(Labs.Scenario(id), DepthTable.Seeds))).Value;
}
