using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop;

/// <summary>Each root cause shows where a responder would look, and only there.</summary>
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

    [Theory, MemberData(nameof(Causes))]
    public void What_tells_a_cause_comes_with_the_first_round_of_checks_and_tells_no_other(string cause)
    {
        var tells = Lab1
            .Scenario.RootCauses.Where(other => other.Id != "slow-release")
            .SelectMany(other => other.Symptoms.Select(symptom => (other.Id, Symptom: symptom)))
            .ToList();
        Assert.Equal(Lab1.Scenario.RootCauses.Count - 1, tells.Count);
        var shop = Lab1.InTrouble(cause);
        shop.Run(418 - shop.Now.TotalSeconds);
        Assert.DoesNotContain(tells, tell => SymptomWatch.Shows(shop, tell.Symptom));

        shop.Run(4);
        Assert.Equal(
            tells.Select(tell => tell.Id).Where(id => id == cause),
            tells.Where(tell => SymptomWatch.Shows(shop, tell.Symptom) && !HasAnotherReason(shop, tell.Symptom)).Select(tell => tell.Id)
        );
    }

    /// <summary>
    /// A full event loop indicates its host only if another one has time; a slow statement indicates its index only if pages come from the
    /// cache.
    /// </summary>
    static bool HasAnotherReason(ShopSimulation shop, Symptom tell) =>
        tell.Kind switch
        {
            SymptomKind.Loop => shop.State().Instances.All(instance => instance.LoopPercent > tell.Above),
            SymptomKind.Statement => shop.Database().Queries.Any(query => query.CachedPercent < 90),
            _ => false,
        };

    [Fact]
    public void Every_run_asks_for_recommendations_now_and_then_and_the_release_for_nearly_every_list()
    {
        var (usual, release) = (Asked("slow-host"), Asked("slow-release"));
        Assert.InRange(usual, 1, release / 15);

        static int Asked(string cause)
        {
            var shop = Lab1.ShopWith(cause);
            shop.Run(300);
            return shop.Logs(new ShopLogQuery { Search = "recommendations answered after", Limit = int.MaxValue }).Lines.Count;
        }
    }

    [Theory, MemberData(nameof(Causes))]
    public void No_warning_of_a_slow_request_says_where_its_time_went(string cause)
    {
        var lines = Lab1.Incident(cause)
            .Logs(
                new ShopLogQuery
                {
                    Search = "slow request",
                    MinimumLevel = ShopLogLevel.Warn,
                    Limit = int.MaxValue,
                }
            )
            .Lines;
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.EndsWith(" ms", line.Message));
        Assert.All(lines, line => Assert.DoesNotContain("(", line.Message));
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
        var shop = FaultyShop.With("pool-size connections=1 enough=12");
        shop.Run(30);
        Assert.Equal((200, "ok"), (shop.Ready().Status, shop.Ready().State));
        shop.Run(60);
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
        var shop = Lab1.Incident("slow-host");
        var messages = shop.EventsAfter(0).Where(entry => entry.Kind == ShopEventKind.Message).ToList();
        Assert.Equal(["welcome", "newsletter", "support-slow"], messages.Select(message => message.Subject));
        Assert.Equal(TimeSpan.FromSeconds(62 + 30), messages[1].At);
    }
}
