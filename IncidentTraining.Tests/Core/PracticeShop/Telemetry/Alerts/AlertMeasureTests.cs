using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>What each rule watches, on both sides of its limit, and the text of its figure.</summary>
public sealed class AlertMeasureTests
{
    [Theory]
    // A 95th percentile: with six late requests in a hundred one in twenty is late, with four it is not.
    [InlineData(AlertMeasure.LatencyP95, 450, 60, "pending")]
    [InlineData(AlertMeasure.LatencyP95, 450, 40, "inactive")]
    // 150 of 1,000 are three times the 5 % that may be slow.
    [InlineData(AlertMeasure.LatencyBurnRate, 3, 150, "inactive")]
    [InlineData(AlertMeasure.LatencyBurnRate, 3, 151, "pending")]
    [InlineData(AlertMeasure.AvailabilityBurnRate, 14.4, 72, "inactive")]
    [InlineData(AlertMeasure.AvailabilityBurnRate, 14.4, 73, "pending")]
    [InlineData(AlertMeasure.PaymentFailures, 5, 50, "inactive")]
    [InlineData(AlertMeasure.PaymentFailures, 5, 51, "pending")]
    public void What_requests_show_is_held_against_the_limit(AlertMeasure measure, double limit, int bad, string state)
    {
        var board = new MadeBoard(MadeBoard.Rule(measure, limit, after: 120));
        board.Live(
            60,
            failed: measure == AlertMeasure.AvailabilityBurnRate ? bad : 0,
            slow: measure == AlertMeasure.LatencyBurnRate ? bad : 0,
            unpaid: measure == AlertMeasure.PaymentFailures ? bad : 0,
            late: measure == AlertMeasure.LatencyP95 ? bad : 0
        );
        Assert.Equal(state, board.State);
    }

    [Theory]
    [InlineData(AlertMeasure.AvailabilityBurnRate, 14.4, "14.6×", "14.4×")]
    [InlineData(AlertMeasure.LatencyBurnRate, 3, "1.5×", "3.0×")]
    [InlineData(AlertMeasure.PaymentFailures, 5, "7.3 %", "5.0 %")]
    [InlineData(AlertMeasure.CoverFailures, 60, "73.0 %", "60.0 %")]
    [InlineData(AlertMeasure.OrderDelay, 60, "0 s", "60 s")]
    [InlineData(AlertMeasure.QueueAge, 90, "0 s", "90 s")]
    [InlineData(AlertMeasure.WorkersMissing, 1, "0", "1")]
    [InlineData(AlertMeasure.NotReady, 0, "0", "0")]
    public void A_figure_and_its_limit_read_in_the_unit_of_the_measure(AlertMeasure measure, double limit, string value, string threshold)
    {
        var board = new MadeBoard(MadeBoard.Rule(measure, limit));
        board.Shop.Noise.FailCovers(73);
        board.Live(10, failed: 73, slow: 73, unpaid: 73);
        Assert.Equal((value, threshold), (board.Alert.Value, board.Alert.Threshold));
    }

    [Fact]
    public void A_percentile_is_taken_over_the_window_and_forgets_what_is_older()
    {
        var board = new MadeBoard(MadeBoard.Rule(AlertMeasure.LatencyP95, 450, window: 10, shortWindow: 10, after: 120));
        board.Live(10, late: 1000);
        Assert.Matches("^[0-9]{4,} ms$", board.Alert.Value);
        Assert.Equal(("450 ms", "pending"), (board.Alert.Threshold, board.State));

        board.Live(9);
        Assert.Equal("pending", board.State);
        board.Live(1);
        Assert.Equal(("5 ms", "inactive"), (board.Alert.Value, board.State));
    }

    [Fact]
    public void A_job_that_waits_is_watched_while_redis_answers()
    {
        var board = new MadeBoard(MadeBoard.Rule(AlertMeasure.QueueAge, 60));
        board.Shop.Workers.Supervised = false;
        foreach (var place in Enumerable.Range(0, board.Shop.Workers.Running))
            board.Shop.Workers.End(place, WorkerEnd.Killed, startAgain: false);
        board.Shop.Queue.Add(order: 0, trace: 0, newShape: false);
        board.Live(60);
        Assert.Equal(("60 s", "inactive"), (board.Alert.Value, board.State));
        board.Live(1);
        Assert.Equal(("61 s", "pending"), (board.Alert.Value, board.State));

        board.Shop.Redis.IsUp = false;
        board.Live(1);
        Assert.Equal(("no data", "inactive"), (board.Alert.Value, board.State));
        board.Shop.Redis.IsUp = true;
        board.Live(1);
        Assert.Equal("pending", board.State);
        board.Shop.Network.Cut(NetworkRoute.ApiRedis);
        board.Live(1);
        Assert.Equal("no data", board.Alert.Value);
    }

    [Fact]
    public void A_paid_order_that_is_not_confirmed_is_watched()
    {
        var board = new MadeBoard(MadeBoard.Rule(AlertMeasure.OrderDelay, 60));
        board.Shop.Orders.Pay(board.Shop.Orders.Place(customer: 1, basketCents: 1_000, earlier: 0, ofTest: false));
        board.Live(60);
        Assert.Equal(("60 s", "inactive"), (board.Alert.Value, board.State));
        board.Live(1);
        Assert.Equal(("61 s", "pending"), (board.Alert.Value, board.State));
    }

    [Fact]
    public void Readiness_is_one_while_the_shop_cannot_serve()
    {
        var board = new MadeBoard(MadeBoard.Rule(AlertMeasure.NotReady, 0));
        board.Live(1);
        Assert.Equal(("0", "inactive"), (board.Alert.Value, board.State));
        board.Shop.DatabaseServer.Condition = ProjectCondition.Paused;
        board.Live(1);
        Assert.Equal(("1", "pending"), (board.Alert.Value, board.State));
    }

    [Fact]
    public void Rows_of_the_export_are_summed_over_the_window_where_the_shop_has_one()
    {
        var rule = MadeBoard.Rule(AlertMeasure.ExportedRows, 1_000, window: 10);
        var without = new MadeBoard(rule);
        without.Live(1);
        Assert.Equal(("no data", "inactive", "1000 rows"), (without.Alert.Value, without.State, without.Alert.Threshold));

        var board = new MadeBoard(rule, Labs.Scenario("security-order-export"));
        Read(1_000);
        board.Live(1);
        Assert.Equal(("1000 rows", "inactive"), (board.Alert.Value, board.State));
        Read(1);
        board.Live(1);
        Assert.Equal(("1001 rows", "pending"), (board.Alert.Value, board.State));

        void Read(int rows)
        {
            var partner = board.Shop.Exports!.Partners[0];
            Assert.Equal(200, board.Shop.Exports.ReadAsStranger(0, rows, "192.0.2.9", partner, partner.Key, isLimited: false));
        }
    }

    [Fact]
    public void What_was_charged_below_the_list_prices_is_watched_where_the_shop_has_an_offer()
    {
        var rule = MadeBoard.Rule(AlertMeasure.ChargedBelowList, 1_000, window: 60);
        var without = new MadeBoard(rule);
        without.Live(1);
        Assert.Equal(("no data", "inactive", "1000 USD"), (without.Alert.Value, without.State, without.Alert.Threshold));

        var board = new MadeBoard(rule, Labs.Scenario("on-call-evening"));
        var totals = board.Shop.Totals!;
        totals.OfferRuns = true;
        // 15 % of 6,666.67 USD are 1,000 USD.
        Order(666_667);
        board.Live(1);
        Assert.Equal(("1000 USD", "inactive"), (board.Alert.Value, board.State));
        Order(30_000);
        board.Live(1);
        // 1,045 USD: the figure is rounded to hundreds.
        Assert.Equal(("1000 USD", "pending"), (board.Alert.Value, board.State));
        Order(40_000);
        board.Live(1);
        Assert.Equal("1100 USD", board.Alert.Value);

        void Order(int cents)
        {
            var handle = board.Shop.Orders.Place(customer: 1, basketCents: cents, earlier: 0, ofTest: false);
            totals.Write(ref board.Shop.Orders[handle], twice: false, trace: 0);
            board.Shop.Orders.Pay(handle);
        }
    }

    [Fact]
    public void Where_monitoring_has_no_samples_a_rule_has_no_data_and_a_window_that_begins_there_begins_after_it()
    {
        var board = new MadeBoard(MadeBoard.Rule(AlertMeasure.PaymentFailures, 5, window: 10, after: 120));
        board.Live(20);
        board.Live(5, unpaid: 1000, sampled: false);
        Assert.Equal(("no data", "inactive"), (board.Alert.Value, board.State));

        board.Live(5);
        Assert.Equal(("50.0 %", "pending"), (board.Alert.Value, board.State));
        // Four of the last ten seconds were bad, and the window begins with the first sample after the gap.
        board.Live(1);
        Assert.Equal(("0.0 %", "inactive"), (board.Alert.Value, board.State));
    }

    [Fact]
    public void A_window_that_begins_in_a_gap_is_as_long_as_the_samples_since_reach()
    {
        var gaps = new SampleGaps();
        End(20, fetched: true);
        Assert.Equal((false, TimeSpan.FromSeconds(10)), (gaps.IsBlind, gaps.Covered(TimeSpan.FromSeconds(10))));
        End(5, fetched: false);
        Assert.Equal((true, null), (gaps.IsBlind, gaps.Covered(TimeSpan.FromSeconds(10))));
        var covered = new List<double>();
        for (var second = 0; second < 12; second++)
        {
            End(1, fetched: true);
            covered.Add(gaps.Covered(TimeSpan.FromSeconds(10))!.Value.TotalSeconds);
        }

        Assert.Equal([10, 10, 10, 10, 10, 5, 6, 7, 8, 9, 10, 10], covered);
        End(1, fetched: false);
        Assert.True(gaps.IsBlind);
        Assert.Equal([true, false, false, true, true, false], new[] { 19, 20, 24, 25, 36, 37 }.Select(gaps.Has));

        void End(int seconds, bool fetched)
        {
            for (var second = 0; second < seconds; second++)
                gaps.EndSecond(fetched);
        }
    }

    [Theory]
    [InlineData(AlertMeasure.NotReady)]
    [InlineData(AlertMeasure.CoverFailures)]
    public void What_is_watched_from_outside_needs_no_samples(AlertMeasure measure)
    {
        var board = new MadeBoard(MadeBoard.Rule(measure, measure == AlertMeasure.CoverFailures ? 40 : 0, after: 5));
        board.Shop.Noise.FailCovers(41);
        board.Shop.DatabaseServer.Condition = ProjectCondition.Paused;
        board.Live(10, sampled: false);
        Assert.Equal("firing", board.State);
        Assert.Equal([6 * Kernel.Second], board.FiredAt);
    }

    [Fact]
    public void Covers_that_fail_are_an_alert_that_calls_no_one_while_monitoring_has_its_samples()
    {
        var board = new MadeBoard(MadeBoard.Rule(AlertMeasure.CoverFailures, 40, after: 5));
        board.Shop.Noise.FailCovers(40);
        board.Live(10);
        Assert.Equal("inactive", board.State);
        board.Shop.Noise.FailCovers(41);
        board.Live(10);
        Assert.Equal("firing", board.State);
        Assert.Empty(board.FiredAt);
    }
}
