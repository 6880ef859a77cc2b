using System.Collections.Concurrent;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>How deeply a responder must search, computed from what the causes show.</summary>
[Trait("Speed", "slow")]
public class DepthTests
{
    static readonly ConcurrentDictionary<string, Lazy<DepthTable>> Tables = new();

    public static TheoryData<string> Scenarios => [.. Labs.Drawn.Select(scenario => scenario.Id).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Scenarios))]
    public void No_single_view_tells_more_than_60_percent_of_the_pairs_apart(string lab)
    {
        foreach (var row in Table(lab).Rows)
        {
            foreach (var view in row.Separated.Keys)
                Assert.True(
                    row.PercentOf(view) <= DepthTable.MostPercent,
                    $"{lab}, {row.Minutes} min after the page: {view} tells {row.PercentOf(view)} % of the pairs apart."
                );
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void The_list_of_changes_tells_no_cause_from_another(string lab) =>
        Assert.All(Table(lab).Rows, row => Assert.Equal(0, row.Separated[ShopViews.Changes]));

    [Theory, MemberData(nameof(Scenarios))]
    public void No_two_views_identify_a_cause_at_the_page(string lab) => Assert.Empty(Table(lab).Rows[0].Identified);

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
        var twins = scenario with
        {
            RootCauses = [scenario.RootCauses[0], scenario.RootCauses[0] with { Id = "twin" }, scenario.RootCauses[3]],
        };

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
        Assert.Contains(lines, line => line.StartsWith("  changes     0/28   0 %", StringComparison.Ordinal));
    }

    static DepthTable Table(string lab) =>
        Tables.GetOrAdd(lab, id => new Lazy<DepthTable>(() => DepthTable.Of(Labs.Scenario(id), DepthTable.Seeds))).Value;
}
