using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Monitoring without samples: what it shows, and that nothing else is different.</summary>
public class MonitoringFaultTests
{
    const string Blind = "blind-monitoring";

    static readonly AlertRule[] Rules =
    [
        Rule("latency", AlertMeasure.LatencyP95, 1),
        Rule("errors", AlertMeasure.AvailabilityBurnRate, 1),
        Rule("slow", AlertMeasure.LatencyBurnRate, 0),
        Rule("payments", AlertMeasure.PaymentFailures, 2),
        Rule("queue", AlertMeasure.QueueAge, 15),
        Rule("orders", AlertMeasure.OrderDelay, 30),
        Rule("workers", AlertMeasure.WorkersMissing, 0),
        Rule("ready", AlertMeasure.NotReady, 0),
        Rule("covers", AlertMeasure.CoverFailures, 30),
    ];

    [Fact]
    public void The_shop_itself_is_the_same_with_and_without_its_monitoring()
    {
        var (seen, unseen) = (Shop("locked-table"), Shop("locked-table", Blind));
        foreach (var shop in new[] { seen, unseen })
        {
            shop.Run(400);
            Assert.True(shop.Do("end-sessions", "client", "analytics").Accepted);
            shop.Run(300);
        }

        // One additional event: the start of the second fault.
        Assert.Equal(seen.EventsProcessed + 1, unseen.EventsProcessed);
        Assert.Equal(seen.PrometheusText(), unseen.PrometheusText());
        Assert.Equal(Lines(seen), Lines(unseen));
        Assert.Equal((seen.Harm(), seen.Cost()), (unseen.Harm(), unseen.Cost()));
        Assert.Equal(Complaints(seen), Complaints(unseen));
        Assert.NotEmpty(Complaints(seen));
        Assert.Equal(
            seen.Traces(new TraceQuery()).Traces.Select(trace => trace.Id),
            unseen.Traces(new TraceQuery()).Traces.Select(trace => trace.Id)
        );
        Assert.Equal((seen.Truth().OnsetAt, seen.Truth().MitigatedAt), (unseen.Truth().OnsetAt, unseen.Truth().MitigatedAt));
        Assert.All(seen.TrueCharts().Lines.Zip(unseen.TrueCharts().Lines), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
        Assert.Equal(seen.Payments().Outcomes, unseen.Payments().Outcomes);

        static IEnumerable<string> Lines(ShopSimulation shop) =>
            shop.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines.Select(line => $"{line.At} {line.Service} {line.Message}");

        static List<ShopEvent> Complaints(ShopSimulation shop) =>
            [.. shop.EventsAfter(0).Where(told => told.Kind == ShopEventKind.Complaint).Select(told => told with { Sequence = 0 })];
    }

    [Fact]
    public void Without_it_the_charts_are_what_was_true_and_with_it_they_have_a_gap_that_stays_when_samples_come_again()
    {
        var whole = Shop("locked-table");
        whole.Run(300);
        Assert.All(whole.Charts(TimeSpan.Zero).Lines.Zip(whole.TrueCharts().Lines), pair =>
            Assert.Equal(pair.Second.Values, pair.First.Values)
        );

        var shop = Shop("locked-table", Blind);
        shop.Run(200);
        Assert.True(shop.Do("restore-configuration", "file", "scrape-targets").Accepted);
        shop.Run(200);

        // Row 34 is the sample of 0:35. The file is restored after twenty seconds, and growth is known from the second sample on.
        var (first, known) = (34, 220);
        var (shown, truth) = (shop.Charts(TimeSpan.Zero), shop.TrueCharts());
        Assert.Equal(400, shown.Count);
        foreach (var (line, real) in shown.Lines.Zip(truth.Lines))
        {
            Assert.Equal(real.Values.Take(first), line.Values.Take(first));
            Assert.All(line.Values.Skip(first).Take(known - first), value => Assert.Equal(double.NaN, value));
            // The longest window of a chart is a minute, and restarts with the first sample.
            Assert.Equal(real.Values.Skip(known + 59), line.Values.Skip(known + 59));
        }

        Assert.DoesNotContain(shown.Lines.Single(line => line.Name == ChartNames.RequestRate).Values.Skip(known), double.IsNaN);
        Assert.DoesNotContain(truth.Lines.Single(line => line.Name == ChartNames.RequestRate).Values, double.IsNaN);
    }

    [Fact]
    public void A_window_of_a_chart_does_not_look_back_into_the_gap()
    {
        var shop = Shop(Blind, "passing-outage percent=90 seconds=40");
        shop.Run(70);
        Assert.True(shop.Do("restore-configuration", "file", "scrape-targets").Accepted);
        shop.Run(80);
        var (shown, truth) = (Success(shop.Charts(TimeSpan.Zero)), Success(shop.TrueCharts()));

        // The outage ends at 1:15, and there are samples from 1:30 on: half of the minute before 1:36 is an outage that no sample shows.
        Assert.InRange(truth[95], 20, 70);
        Assert.InRange(shown[95], 95, 100);
        Assert.Equal(truth[149], shown[149]);

        static IReadOnlyList<double> Success(ShopCharts charts) =>
            charts.Lines.Single(line => line.Name == ChartNames.PaymentSuccess).Values;
    }

    [Fact]
    public void Alerts_on_samples_have_no_data_and_end_while_those_that_need_no_scraper_fire()
    {
        string[] faults = ["locked-table", "gateway-outage percent=100 answers=errors", "covers-failing percent=40"];
        var seen = Shop(faults);
        seen.Run(215);
        Assert.Equal(["covers", "orders", "payments"], Firing(seen).Intersect(["covers", "orders", "payments"]));

        var unseen = Shop([Blind, .. faults]);
        unseen.Run(30);
        Assert.DoesNotContain(unseen.Alerts(), alert => alert.Id == "payments" && alert.Value == "no data");
        unseen.Run(185);
        Assert.Equal(["covers"], Firing(unseen));
        Assert.Equal(["covers", "ready"], unseen.Alerts().Where(alert => alert.Value != "no data").Select(alert => alert.Id).Order());

        Assert.True(unseen.Do("restore-configuration", "file", "scrape-targets").Accepted);
        unseen.Run(90);
        Assert.Equal(Firing(seen), Firing(unseen));
        Assert.DoesNotContain(unseen.Alerts(), alert => alert.Value == "no data");
    }

    [Fact]
    public void An_alert_that_fires_when_the_samples_end_is_over_half_a_minute_later_and_says_why()
    {
        var shop = Shop(TimeSpan.FromSeconds(150), "gateway-outage percent=100 answers=errors");
        shop.Run(149);
        Assert.Contains("payments", Firing(shop));
        shop.Run(35);
        Assert.DoesNotContain("payments", Firing(shop));
        Assert.EndsWith(
            "no data, limit 2.0 %",
            shop.EventsAfter(0).Last(told => told is { Kind: ShopEventKind.AlertResolved, Subject: "payments" }).Text
        );
    }

    [Fact]
    public void What_customers_are_spared_mitigates_and_resolves_only_when_the_samples_come_again()
    {
        var shop = Shop("locked-table", Blind);
        shop.Run(215);
        Assert.True(shop.Do("end-sessions", "client", "analytics").Accepted);
        Assert.False(shop.ResolvesWithin(600));
        Assert.NotNull(shop.Truth().MitigatedAt);
        Assert.Null(shop.Truth().CauseRemovedAt);
        Assert.Contains("mitigated, not resolved", Assert.Single(shop.Truth().Unresolved), StringComparison.Ordinal);

        Assert.True(shop.Do("restore-configuration", "file", "scrape-targets").Accepted);
        Assert.True(shop.ResolvesWithin(180));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_alert_on_the_covers_detects_an_incident_only_where_no_other_one_can(bool isBlind)
    {
        string[] faults = ["covers-failing percent=40", "gateway-outage percent=100 answers=errors"];
        var shop = Shop(isBlind ? [Blind, .. faults] : faults);
        shop.Run(300);
        var first = shop.EventsAfter(0)
            .First(told =>
                told.Kind == ShopEventKind.AlertFiring && told.At >= shop.Truth().OnsetAt && (told.Subject == "covers") == isBlind
            );
        Assert.Equal(first.At, shop.Truth().DetectedAt);
    }

    [Theory]
    // Samples of the seconds 0 to 9, none from 10 to 29, and samples again.
    [InlineData(9, 5, 5)]
    [InlineData(10, 5, null)]
    [InlineData(29, 60, null)]
    [InlineData(30, 5, 0)]
    [InlineData(34, 5, 4)]
    [InlineData(35, 5, 5)]
    [InlineData(36, 5, 5)]
    // A window that begins before the gap has a sample at its start: counters continued in between.
    [InlineData(30, 20, 0)]
    [InlineData(30, 21, 21)]
    [InlineData(30, 60, 60)]
    public void A_window_counts_from_its_first_sample(int newest, int window, int? covered)
    {
        var gaps = new SampleGaps();
        Assert.Equal(TimeSpan.FromSeconds(window), gaps.Covered(TimeSpan.FromSeconds(window)));
        for (var second = 0; second <= newest; second++)
            gaps.EndSecond(wasFetched: second is < 10 or > 29);

        Assert.Equal(covered is { } seconds ? TimeSpan.FromSeconds(seconds) : null, gaps.Covered(TimeSpan.FromSeconds(window)));
        Assert.Equal(covered is null, gaps.IsBlind);
        Assert.Equal(newest >= 29 ? 20 : Math.Max(0, newest - 9), Enumerable.Range(0, newest + 1).Count(second => !gaps.Has(second)));
    }

    static IEnumerable<string> Firing(ShopSimulation shop) =>
        shop.Alerts().Where(alert => alert.State == "firing").Select(alert => alert.Id).Order();

    static AlertRule Rule(string id, AlertMeasure measure, double threshold) =>
        new(id, id, "page", measure, threshold, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20));

    static ShopSimulation Shop(params string[] faults) => Make([.. faults.Select(fault => Spec(fault, TimeSpan.FromSeconds(35)))]);

    /// <summary>The same with monitoring that has no samples from a moment on.</summary>
    static ShopSimulation Shop(TimeSpan blindAt, string fault) => Make([Spec(fault, TimeSpan.FromSeconds(35)), Spec(Blind, blindAt)]);

    static FaultSpec Spec(string fault, TimeSpan after)
    {
        var words = fault.Split(' ');
        return new(words[0], words[1..].Select(option => option.Split('=')).ToDictionary(option => option[0], option => option[1]), after);
    }

    static ShopSimulation Make(FaultSpec[] faults) =>
        ShopSimulation.Create(
            FaultyShop.Day with
            {
                Injects = [],
                Alerts = Rules,
                RootCauses =
                [
                    new RootCause
                    {
                        Id = "faulty",
                        Title = "Faulty",
                        Explanation = "For a test.",
                        Mitigations = [],
                        Faults = faults,
                    },
                ],
            },
            seed: 7
        );
}
