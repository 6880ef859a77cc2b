using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Database;

/// <summary>A standby that was behind takes over: the writes that the database loses, what stays broken, and what restores it.</summary>
public class LostWritesTests
{
    const string NotFound = "route=\"/api/orders/{id}\",method=\"GET\",status=\"404\"";

    const int Begins = 35,
        Away = 8;

    static readonly string[] Lag = ["lost-writes behind-seconds=75 percent=40"];

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(20, 25, 55)]
    [InlineData(75, 120, 180)]
    public void Exactly_the_orders_of_the_seconds_without_replication_are_unknown(int behind, int least, int most)
    {
        var shop = FaultyShop.With($"lost-writes behind-seconds={behind} percent=0");
        shop.AdvanceTo(TimeSpan.FromSeconds(Begins));
        var last = shop.System.Orders.NewestNumber;
        shop.AdvanceTo(TimeSpan.FromSeconds(Begins + behind) - TimeSpan.FromMilliseconds(1));
        var newest = shop.System.Orders.NewestNumber;
        Assert.Equal(newest - OrderLedger.LastNumberBefore, Found(shop, OrderLedger.LastNumberBefore + 1, newest));

        shop.Run(0.002);

        Assert.Equal(0, Found(shop, last + 1, newest));
        Assert.Equal(last - OrderLedger.LastNumberBefore, Found(shop, OrderLedger.LastNumberBefore + 1, last));
        Assert.InRange(newest - last, least, most);
        // Some of them were declined, or wait for a bank: Paylane has charged the others.
        Assert.InRange(shop.System.Orders.Standby!.Unknown, (newest - last) * 0.8, newest - last);
        Assert.Equal(shop.System.Orders.Standby.Unknown + shop.Cost().StuckOrders, shop.Harm().DelayedOrders);

        shop.Run(Away + 1);
        Assert.Equal(behind == 0, shop.Truth().CauseRemovedAt is not null);
    }

    [Fact]
    public void Connections_drop_for_a_moment_and_then_a_share_of_the_writes_is_refused()
    {
        var shop = FaultyShop.With(Lag);
        shop.Run(Begins + 75 + 4);
        Assert.Equal(503, shop.Ready().Status);
        Assert.Equal(0, shop.Line(ChartNames.PaymentsApproved, 2).Sum());
        Assert.All(["terminating walsender process due to replication timeout", "received promote request"], words =>
            Assert.True(shop.HasLine(words), words)
        );
        Assert.False(shop.HasLine("ready to accept connections"));

        shop.Run(120);

        // Reads are not affected, and the host that answers is healthy.
        Assert.Equal((200, "ok", true), (shop.Ready().Status, shop.Ready().State, shop.Database().AcceptsWrites));
        Assert.True(shop.Mean(ChartNames.LatencyP95) < 400);
        Assert.True(shop.HasLine("ready to accept connections"));
        Assert.Equal(12, shop.Database().Connections.Single(use => use.Client == "lanternfish-api").Connections);
        var failed = shop.Mean(ChartNames.DatabaseFailures);
        Assert.Equal(failed, shop.Mean(ChartNames.ErrorRate), 1);
        Assert.InRange(100 - shop.Line(ChartNames.PaymentSuccess, 1)[0], 30, 50);
        var traces = shop.Traces(new TraceQuery { FailedOnly = true, From = shop.Now - TimeSpan.FromMinutes(1) }).Traces;
        Assert.Contains(traces, trace => trace.Spans.Any(span => span is { Failed: true, Name: "write order" }));
        Assert.DoesNotContain(traces, trace => trace.Route.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_share_of_old_sessions_no_write_is_refused()
    {
        var shop = FaultyShop.With("lost-writes behind-seconds=75 percent=0");
        shop.Run(Begins + 75 + Away + 60);
        Assert.Equal((0, 0), (shop.Mean(ChartNames.DatabaseFailures), shop.System.DatabaseServer.ReadOnlyPercent));
        Assert.False(shop.HasLine("read-only transaction"));
        Assert.Equal(20, shop.Database().Connections.Single(use => use.Client == "lanternfish-api").Connections);
    }

    [Fact]
    public void New_sessions_alone_leave_the_lost_orders_mitigated_and_not_resolved()
    {
        var shop = FaultyShop.With(Lag);
        shop.Run(300);
        var unknown = shop.System.Orders.Standby!.Unknown;
        Do(shop, "restart-pool");
        // The shop itself notices orders that were paid for, and are restored.
        Do(shop, "requeue-paid-orders");
        for (var second = 0; second < 600 && shop.Truth().MitigatedAt is null; second++)
            shop.Run(1);

        Assert.Equal(0, shop.Mean(ChartNames.DatabaseFailures));
        Assert.NotNull(shop.Truth().MitigatedAt);
        Assert.Equal((null, null), (shop.Truth().CauseRemovedAt, shop.Truth().ResolvedAt));
        Assert.Contains("mitigated, not resolved", Assert.Single(shop.Truth().Unresolved), StringComparison.Ordinal);
        Assert.Equal(unknown, shop.System.Orders.Standby.Unknown);
        Assert.Contains(shop.EventsAfter(0), told =>
            told.Kind == ShopEventKind.Complaint && ComplaintTexts.About(Grievance.UnknownOrder).Contains(told.Text)
        );
        Assert.True(Counted(shop, NotFound) > 20);
    }

    // The primary ends its own sessions; those that refuse writes lead to the other host.
    [Theory]
    [InlineData("end-sessions client=lanternfish-api")]
    [InlineData("restart-instance instance=api-1")]
    [InlineData("resize-pool connections=40")]
    public void Only_a_new_pool_has_new_sessions(string action)
    {
        var shop = FaultyShop.With(Lag);
        shop.Run(300);
        Do(shop, action);
        shop.Run(120);
        Assert.InRange(100 - shop.Line(ChartNames.PaymentSuccess, 1)[0], 30, 50);
    }

    [Fact]
    public void Reconciled_orders_alone_leave_writes_refused()
    {
        var shop = FaultyShop.With(Lag);
        shop.Run(300);
        Do(shop, "reconcile-orders");
        shop.Run(200);
        Assert.Equal(0, shop.System.Orders.Standby!.Unknown);
        Assert.True(shop.Mean(ChartNames.DatabaseFailures) > 0.5);
        Assert.Equal((null, null), (shop.Truth().CauseRemovedAt, shop.Truth().MitigatedAt));
    }

    [Fact]
    public void Reconciling_brings_back_each_order_that_was_charged_once_and_no_other()
    {
        var shop = FaultyShop.With(Lag);
        shop.AdvanceTo(TimeSpan.FromSeconds(Begins));
        var last = shop.System.Orders.NewestNumber;
        shop.Run(75 + Away + 60);
        var (unknown, delayed) = (shop.System.Orders.Standby!.Unknown, shop.Harm().DelayedOrders);
        var newest = Enumerable.Range(last + 1, 400).First(number => OrderLookup.Find(shop.System.Orders, number) is not null) - 1;
        var doubled = shop.Harm().DoubleCharges;
        shop.Run(60);
        Assert.InRange(shop.Harm().DelaySeconds, 60 * unknown, 140 * unknown);

        Do(shop, "restart-pool");
        Do(shop, "reconcile-orders");
        shop.Run(90);

        var back = Enumerable
            .Range(last + 1, newest - last)
            .Select(number => OrderLookup.Find(shop.System.Orders, number))
            .Where(found => found is not null)
            .ToList();
        Assert.All(back, found => Assert.Equal("confirmed", found!.Status));
        Assert.Equal(unknown, back.Count);
        Assert.Equal((0, 0L), (shop.System.Orders.Standby.Unknown, shop.Harm().UnconfirmedCents));
        Assert.Equal(doubled, shop.Harm().DoubleCharges);
        Assert.InRange(shop.Harm().DelayedOrders, delayed, delayed + 5);
        var unseen = Counted(shop, NotFound);

        Do(shop, "reconcile-orders");
        shop.Run(150);

        Assert.Equal(unseen, Counted(shop, NotFound));
        Assert.True(shop.HasLine("reconcile-orders: 0 missing orders were written"));
        Assert.NotNull(shop.Truth().ResolvedAt);
    }

    [Fact]
    public void Reconciling_a_shop_that_has_lost_nothing_changes_nothing()
    {
        var shop = FaultyShop.With();
        shop.Run(120);
        Do(shop, "reconcile-orders");
        shop.Run(60);
        Assert.True(shop.HasLine("reconcile-orders: 0 missing orders were written"));
        Assert.Equal(shop.System.Orders.Confirmed, shop.System.Queue.Completed);
        Assert.Equal(0, shop.Cost().DoubleCharges);
    }

    static int Found(ShopSimulation shop, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Count(number => OrderLookup.Find(shop.System.Orders, number) is not null);

    static void Do(ShopSimulation shop, string action)
    {
        var words = action.Split(' ', '=');
        Assert.True(shop.Do(words[0], words[1..]).Accepted);
    }

    static long Counted(ShopSimulation shop, string labels) =>
        long.Parse(
            shop.PrometheusText()
                .Split('\n')
                .Single(line => line.StartsWith($"http_requests_total{{{labels}}}", StringComparison.Ordinal))
                .Split(' ')[1],
            System.Globalization.CultureInfo.InvariantCulture
        );
}
