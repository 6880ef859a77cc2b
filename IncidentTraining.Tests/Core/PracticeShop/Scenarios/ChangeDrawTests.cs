using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>The list of changes of a run is as long as a real one and reveals nothing about its cause.</summary>
public class ChangeDrawTests
{
    const int Seeds = 200;

    /// <summary>All but the introduction, which has a single cause that is not hidden.</summary>
    public static TheoryData<string> Scenarios => [.. Labs.Drawn.Select(scenario => scenario.Id).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Scenarios))]
    public void A_run_shows_10_to_20_changes_and_more_than_half_of_them_are_innocent_whatever_the_cause(string id)
    {
        var scenario = Labs.Scenario(id);
        var lengths = new HashSet<int>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var drawn = ChangeDraw.Of(scenario, seed);
            lengths.Add(drawn.Count);
            Assert.InRange(drawn.Count, 10, 20);
            Assert.Equal(drawn.Count, drawn.DistinctBy(change => change.Id).Count());
            Assert.True(scenario.RootCauseFor(seed).StartedBy.Count < drawn.Count / 2);
            Assert.All(scenario.Changes, change => Assert.Contains(drawn, shown => shown.Record == change));
            Assert.All(drawn, change => Assert.NotEmpty(change.Record.Diff));
        }

        Assert.True(lengths.Count > 3);
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void One_innocent_change_comes_shortly_before_the_trouble(string id)
    {
        var scenario = Labs.Scenario(id);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var last = ChangeDraw.Of(scenario, seed)[^1];
            Assert.Contains(last.Record, scenario.Decoys!.JustBefore);
            if (scenario.Begins.To > TimeSpan.Zero)
                Assert.InRange(scenario.BeginsAt(seed) - last.At, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(150));
            else
                Assert.InRange(last.At, TimeSpan.FromMinutes(-4), TimeSpan.FromSeconds(-30));
        }
    }

    [Fact]
    public void The_draw_is_the_same_whatever_the_cause()
    {
        var scenario = Labs.Scenario("lab-4-worker-failure");
        var (one, other) = (
            scenario with
            {
                RootCauses = [scenario.RootCauses[0]],
            },
            scenario with
            {
                RootCauses = [scenario.RootCauses[3]],
            }
        );

        Assert.Equal(Shown(ShopSimulation.Create(one, 7)), Shown(ShopSimulation.Create(other, 7)));

        static IReadOnlyList<ShopChange> Shown(ShopSimulation shop)
        {
            shop.AdvanceTo(TimeSpan.FromMinutes(12));
            return shop.Changes();
        }
    }

    [Fact]
    public void A_shown_id_leads_back_to_the_record_and_is_not_its_own()
    {
        var scenario = Labs.Scenario("lab-5-full-incident-response");
        foreach (var change in ChangeDraw.Of(scenario, 3))
        {
            Assert.Equal(change.Record.Id, ChangeDraw.KeyOf(scenario, 3, change.Id));
            Assert.Matches("^chg-[0-9]{4,5}$", change.Id);
        }

        Assert.Null(ChangeDraw.KeyOf(scenario, 3, "run-001"));
    }

    [Fact]
    public void A_change_in_the_run_is_shown_and_logged_when_its_time_has_come()
    {
        var scenario = Labs.Scenario("lab-3-database-connection");
        var last = ChangeDraw.Of(scenario, 5)[^1];
        var shop = ShopSimulation.Create(scenario, 5);
        Assert.True(last.At > TimeSpan.Zero);

        shop.AdvanceTo(last.At - TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(shop.Changes(), change => change.Id == last.Id);
        shop.AdvanceTo(last.At);

        Assert.Equal((last.Id, last.Record.Title), (shop.Changes()[0].Id, shop.Changes()[0].Title));
        Assert.Contains(shop.Logs(new ShopLogQuery { Search = "change:" }).Lines, line =>
            line.At == last.At && line.Message.EndsWith(last.Record.Title, StringComparison.Ordinal)
        );
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void The_trouble_begins_between_minute_2_and_12_spread_over_the_whole_stretch(string id)
    {
        var scenario = Labs.Scenario(id);
        if (scenario.Opening.Count > 0)
        {
            // Its trainee starts the trouble.
            Assert.Equal(TimeSpan.Zero, scenario.Begins.To);
            return;
        }

        var begins = Enumerable.Range(1, Seeds).Select(seed => scenario.BeginsAt(seed)).ToList();
        Assert.All(begins, begin => Assert.InRange(begin, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(12)));
        Assert.All(Enumerable.Range(2, 10), minute => Assert.Contains(begins, begin => (int)begin.TotalMinutes == minute));
    }
}
