using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>How the alert rules of a scenario are read, and how their windows are written.</summary>
public sealed class AlertReadingTests
{
    [Theory]
    [InlineData(60, "[1m]")]
    [InlineData(90, "[90s]")]
    [InlineData(3_600, "[60m]")]
    public void A_window_reads_in_minutes_when_it_is_whole_minutes(int seconds, string window) =>
        Assert.Contains(
            window,
            AlertWords.Describe(MadeBoard.Rule(AlertMeasure.PaymentFailures, 5, window: seconds), Lab1.Scenario.ServiceLevels).Expression,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(AlertMeasure.AvailabilityBurnRate, "/ 0.005 > 3")]
    [InlineData(AlertMeasure.LatencyBurnRate, "/ 0.05 > 3")]
    public void A_burn_rate_is_divided_by_what_the_objective_allows(AlertMeasure measure, string divided) =>
        Assert.Contains(
            divided,
            AlertWords.Describe(MadeBoard.Rule(measure, 3), Lab1.Scenario.ServiceLevels).Expression,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_rule_is_read_with_its_windows_and_the_short_one_is_the_long_one_unless_it_is_given()
    {
        var (rules, reasons) = Read(
            "{ id: a, title: A, severity: page, measure: latency-p95, threshold: 450, window: 10s, for: 1m }",
            "{ id: b, title: B, severity: ticket, measure: queue-age, threshold: 60, window: 1h, short-window: 30s, for: 2m }"
        );
        Assert.Empty(reasons);
        Assert.Equal(
            [
                new AlertRule("a", "A", "page", AlertMeasure.LatencyP95, 450, Seconds(10), Seconds(10), Seconds(60)),
                new AlertRule("b", "B", "ticket", AlertMeasure.QueueAge, 60, Seconds(3_600), Seconds(30), Seconds(120)),
            ],
            rules
        );

        static TimeSpan Seconds(int number) => TimeSpan.FromSeconds(number);
    }

    [Theory]
    [InlineData("latency-p95", "300s", null)]
    [InlineData("latency-p95", "301s", "The window is out of bounds")]
    [InlineData("latency-p95", "9s", "The window is out of bounds")]
    [InlineData("payment-failures", "10s", null)]
    [InlineData("payment-failures", "3600s", null)]
    [InlineData("payment-failures", "3601s", "The window is out of bounds")]
    public void A_window_is_as_long_as_the_measure_allows(string measure, string window, string? reason) =>
        Assert.Equal(
            reason is null ? [] : [reason],
            Read($"{{ id: a, title: A, severity: page, measure: {measure}, threshold: 1, window: {window}, for: 1m }}").Reasons
        );

    [Fact]
    public void A_rule_pages_or_is_a_ticket_and_has_an_id_of_its_own()
    {
        var (_, reasons) = Read(
            "{ id: a, title: A, severity: loud, measure: queue-age, threshold: 1, window: 1m, for: 1m }",
            "{ id: a, title: B, severity: page, measure: queue-age, threshold: 1, window: 1m, for: 1m }"
        );
        Assert.Equal(["An alert cannot be a 'loud'", "'a' occurs 2 times in 'alerts'"], reasons);
    }

    static (IReadOnlyList<AlertRule> Rules, List<string> Reasons) Read(params string[] rules)
    {
        var file = new ContentFile("scenarios/made.yaml", $"alerts:\n{string.Concat(rules.Select(rule => $"  - {rule}\n"))}");
        var read = StorylineReader.ReadAlerts(file.Yaml());
        return (read, [.. file.Problems.Select(problem => problem.Reason)]);
    }
}
