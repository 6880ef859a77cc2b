using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.PracticeShop;

/// <summary>Each root cause shows itself where a responder would look, and only there.</summary>
public class SymptomTests
{
    public static TheoryData<string> Causes => Lab1.Causes;

    [Theory, MemberData(nameof(Causes))]
    public void All_causes_begin_with_a_high_P95(string cause)
    {
        var shop = Lab1.Incident(cause);
        Assert.InRange(shop.Line(ChartNames.LatencyP95, 200)[0], 500, 10_000);
        Assert.InRange(shop.Line(ChartNames.LatencyP95, 260)[0], 150, 400);
    }

    [Theory]
    [InlineData("missing-index", "slow query orders_of_customer")]
    [InlineData("slow-release", "recommendations answered after")]
    [InlineData("lost-instance", "targets in rotation: 1 of 2")]
    public void The_logs_tell_the_cause_and_no_other(string cause, string words)
    {
        var quiet = Lab1.ShopWith(cause);
        quiet.Run(60);
        quiet.Do("enable-experiment", "experiment", Lab1.Experiment);
        quiet.Run(80);
        Assert.NotEmpty(quiet.Logs(new ShopLogQuery { Search = words }).Lines);

        foreach (var other in Lab1.Scenario.RootCauses.Where(candidate => candidate.Id != cause))
        {
            var shop = Lab1.Incident(other.Id);
            Assert.Empty(shop.Logs(new ShopLogQuery { Search = words }).Lines);
        }
    }

    [Theory, MemberData(nameof(Causes))]
    public void The_change_behind_the_cause_is_listed_among_harmless_ones(string cause)
    {
        var shop = Lab1.ShopWith(cause);
        var own = Lab1.Scenario.Changes.Single(change => change.Id == Assert.Single(Lab1.Cause(cause).StartedBy));
        Assert.InRange(shop.Changes().Count, 12, 18);
        Assert.Contains(shop.Changes(), change => change.Title == own.Title && change.Diff == own.Diff);
        Assert.All(shop.Changes(), change => Assert.True(change.At < TimeSpan.Zero));
    }

    [Fact]
    public void Readiness_fails_with_the_database_when_connections_do_not_come_in_time()
    {
        var shop = Lab1.ShopWith("pool-too-small");
        shop.Run(60);
        Assert.Equal((200, "ok"), (shop.Ready().Status, shop.Ready().State));
        shop.Do("enable-experiment", "experiment", Lab1.Experiment);
        shop.Run(40);
        Assert.Equal(503, shop.Ready().Status);
        Assert.Equal("down", shop.Ready().Dependencies.Single(dependency => dependency.Name == "database").State);
        Assert.Equal(200, shop.Live().Status);
    }

    [Fact]
    public void Customers_complain_and_orders_are_lost_as_the_shop_fails()
    {
        var shop = Lab1.Incident("pool-too-small");
        Assert.Contains(shop.EventsAfter(0), entry => entry.Kind == ShopEventKind.Complaint);
        Assert.True(shop.Cost().FailedOrders > 10);
        Assert.InRange(shop.Cost().LostRevenueCents / (double)shop.Cost().FailedOrders, 2_900, 3_600);
        Assert.True(shop.Cost().AvailabilityBudgetLeft < 0.78);
    }

    [Fact]
    public void People_speak_at_their_time()
    {
        var shop = Lab1.Incident("lost-instance");
        var messages = shop.EventsAfter(0).Where(entry => entry.Kind == ShopEventKind.Message).ToList();
        Assert.Equal(["welcome", "newsletter", "support-slow"], messages.Select(message => message.Subject));
        Assert.Equal(TimeSpan.FromSeconds(62 + 90), messages[1].At);
    }
}
