using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>Metrics, logs, charts and service levels agree with the engine's own counts.</summary>
public partial class TelemetryTests
{
    public static TheoryData<string> Causes => Lab1.Causes;

    [Theory, MemberData(nameof(Causes))]
    public void Every_answer_is_in_the_counters_the_histograms_the_charts_and_the_service_levels(string cause)
    {
        var shop = Lab1.Incident(cause);
        var text = shop.PrometheusText();
        var answers = shop.System.Telemetry.Answers;
        var levels = shop.System.Levels.Total;

        Assert.Equal(answers, Sum(text, "http_requests_total{"));
        Assert.Equal(levels.Timed, Sum(text, "http_request_duration_seconds_count{"));
        Assert.Equal(answers - shop.System.Telemetry.Refusals, levels.Timed);
        Assert.Equal(answers, levels.Requests);
        Assert.Equal(answers, shop.Line(ChartNames.RequestRate, 300).Sum());

        var failed = text.Split('\n')
            .Where(line => line.StartsWith("http_requests_total{", StringComparison.Ordinal) && line.Contains("status=\"5"))
            .Sum(Value);
        Assert.Equal(failed, levels.Failed);
        Assert.Equal(failed, shop.Line(ChartNames.ErrorRate, 300).Sum());

        var fast = text.Split('\n')
            .Where(line =>
                line.StartsWith("http_request_duration_seconds_bucket{", StringComparison.Ordinal) && line.Contains("le=\"0.4\"")
            )
            .Sum(Value);
        Assert.Equal(levels.Timed - fast, levels.Slow);
    }

    [Fact]
    public void Every_failed_answer_is_a_log_line_or_counted_by_one()
    {
        var shop = FaultyShop.InTrouble("pool-size connections=1 enough=12");
        var timeouts = Sum(shop.PrometheusText(), "db_pool_acquire_timeouts_total");
        var lines = shop.Logs(new ShopLogQuery { Limit = 20_000 }).Lines;
        Assert.Equal(1, lines[0].Sequence);

        var written = lines.Count(line => line.Message.Contains("db acquire timeout after 2000 ms"));
        Assert.True(written > 0);
        Assert.True(written < timeouts);
        Assert.All(
            lines
                .Where(line => line.At > TimeSpan.Zero)
                .GroupBy(line => (line.At.Ticks / TimeSpan.TicksPerSecond, line.Message.Length, line.Service, line.Message[..8])),
            second => Assert.True(second.Count() <= 6)
        );
    }

    [Fact]
    public void Calls_are_served_lost_or_under_way_and_nothing_else()
    {
        var shop = Lab1.Incident("missing-index");
        var total = shop.System.Levels.Total;
        var failedOrders = shop.Cost().FailedOrders;
        var open = shop.System.Customers.UnderWay;
        Assert.InRange(total.Offered - total.Served - open, failedOrders, total.Offered);
        Assert.True(shop.Cost().UsersAffected <= Lab1.Scenario.Traffic.Customers);
    }

    [Fact]
    public void Logs_are_found_by_words_level_service_and_place()
    {
        var shop = FaultyShop.InTrouble("missing-index index=orders_customer_id_idx");
        var all = shop.Logs(new ShopLogQuery { Limit = 20_000 });
        Assert.Contains("database", all.Services);

        var found = shop.Logs(
            new ShopLogQuery
            {
                Search = "orders_OF_customer SLOW",
                Service = "database",
                MinimumLevel = ShopLogLevel.Warn,
                Limit = 50,
            }
        );
        Assert.Equal(50, found.Lines.Count);
        Assert.All(found.Lines, line => Assert.Contains("slow query orders_of_customer", line.Message));

        var earlier = shop.Logs(
            new ShopLogQuery
            {
                Before = found.Lines[0].Sequence,
                Search = "orders_OF_customer SLOW",
                Limit = 10,
            }
        );
        Assert.All(earlier.Lines, line => Assert.True(line.Sequence < found.Lines[0].Sequence));

        var byTrace = shop.Logs(new ShopLogQuery { Search = found.Lines[0].Trace });
        Assert.All(byTrace.Lines, line => Assert.Equal(found.Lines[0].Trace, line.Trace));

        shop.Run(5);
        var fresh = shop.Logs(new ShopLogQuery { After = all.Cursor });
        Assert.NotEmpty(fresh.Lines);
        Assert.All(fresh.Lines, line => Assert.True(line.Sequence > all.Cursor));
    }

    [Fact]
    public void The_exposition_is_well_formed()
    {
        var text = Lab1.Incident("slow-release").PrometheusText();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
            Assert.Matches(ExpositionLine(), line);
        Assert.Equal(
            text.Split('\n').Count(line => line.StartsWith("# TYPE", StringComparison.Ordinal)),
            text.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Distinct().Count()
        );
        Assert.Contains("payment_processed_total{status=\"approved\",reason=\"none\"}", text);
        Assert.Contains("db_pool_connections{state=\"active\"}", text);
    }

    [Fact]
    public void An_alert_waits_for_its_time_and_ends_after_the_repair()
    {
        var shop = Lab1.InTrouble("slow-host");
        var events = shop.EventsAfter(0).Where(entry => entry.Subject == "latency-p95").ToList();
        Assert.Equal([ShopEventKind.AlertPending, ShopEventKind.AlertFiring], events.Select(entry => entry.Kind));
        Assert.Equal(TimeSpan.FromMinutes(1), events[1].At - events[0].At);

        shop.Do("disable-experiment", "experiment", Lab1.Experiment);
        shop.Mitigate("slow-host");
        shop.Run(240);
        Assert.Equal("resolved", shop.Alerts().Single(alert => alert.Id == "latency-p95").State);
    }

    static double Sum(string text, string start) =>
        text.Split('\n').Where(line => line.StartsWith(start, StringComparison.Ordinal)).Sum(Value);

    static double Value(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9]+(\.[0-9]+)?)$""")]
    private static partial Regex ExpositionLine();
}
