using System.Globalization;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

/// <summary>
/// What monitoring knows about a rule: its expression over the shop's metrics, labels, meaning and runbook. It does not depend on the
/// fault.
/// </summary>
static class AlertWords
{
    public static AlertDescription Describe(AlertRule rule, ServiceLevels levels)
    {
        var (service, team, summary, runbook) = Facts(rule.Measure);
        return new AlertDescription(
            Expression(rule, levels),
            rule.For,
            [
                KeyValuePair.Create("alertname", rule.Id),
                KeyValuePair.Create("severity", rule.Severity),
                KeyValuePair.Create("service", service),
                KeyValuePair.Create("team", team),
            ],
            summary,
            $"docs/runbooks/{runbook}.md"
        );
    }

    static (string Service, string Team, string Summary, string Runbook) Facts(AlertMeasure measure) =>
        measure switch
        {
            AlertMeasure.LatencyP95 => ("api", "platform", "One request in twenty takes longer than the limit.", "latency"),
            AlertMeasure.AvailabilityBurnRate => ("api", "platform", "Requests fail faster than the error budget allows.", "availability"),
            AlertMeasure.LatencyBurnRate => ("api", "platform", "Requests are slow faster than the latency budget allows.", "latency"),
            AlertMeasure.PaymentFailures => ("payments", "payments", "Attempts to pay fail in the shop or at the gateway.", "payments"),
            AlertMeasure.QueueAge => ("queue", "platform", "The oldest job waits longer than the limit.", "queue"),
            AlertMeasure.OrderDelay => ("orders", "orders", "A paid order waits to be confirmed longer than the limit.", "orders"),
            AlertMeasure.WorkersMissing => ("workers", "platform", "Worker processes that should run do not.", "workers"),
            AlertMeasure.CoverFailures => ("covers", "web", "Cover images are replaced by a placeholder.", "covers"),
            AlertMeasure.ExportedRows => (
                "exports",
                "orders",
                "The export of orders gives out more rows than its partners read.",
                "exports"
            ),
            AlertMeasure.ChargedBelowList => ("orders", "finance", "Orders are charged less than their list prices say.", "totals"),
            _ => ("api", "platform", "The shop says that it cannot serve.", "readiness"),
        };

    static string Expression(AlertRule rule, ServiceLevels levels)
    {
        var limit = Figure(rule.Threshold);
        return rule.Measure switch
        {
            AlertMeasure.LatencyP95 =>
                $"1000 * histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket[{Window(rule.Window)}]))) > {limit}",
            AlertMeasure.AvailabilityBurnRate => InBothWindows(window =>
                $$"""sum(rate(http_requests_total{status=~"5.."}[{{window}}])) / sum(rate(http_requests_total[{{window}}])) / {{Figure(1 - levels.Availability)}} > {{limit}}"""
            ),
            AlertMeasure.LatencyBurnRate => InBothWindows(window =>
                $$"""(1 - sum(rate(http_request_duration_seconds_bucket{le="{{Figure(levels.LatencyThreshold.TotalSeconds)}}"}[{{window}}])) / sum(rate(http_request_duration_seconds_count[{{window}}]))) / {{Figure(1 - levels.Latency)}} > {{limit}}"""
            ),
            AlertMeasure.PaymentFailures =>
                $$"""100 * sum(rate(payment_processed_total{status="failed"}[{{Window(rule.Window)}}])) / sum(rate(payment_processed_total[{{Window(rule.Window)}}])) > {{limit}}""",
            AlertMeasure.QueueAge => $"queue_oldest_job_seconds > {limit}",
            AlertMeasure.OrderDelay => $"orders_oldest_unconfirmed_seconds > {limit}",
            AlertMeasure.WorkersMissing => $"worker_processes_missing > {limit}",
            AlertMeasure.CoverFailures => $"100 * cover_failures_ratio > {limit}",
            AlertMeasure.ExportedRows => $"sum(increase(export_rows_total[{Window(rule.Window)}])) > {limit}",
            AlertMeasure.ChargedBelowList =>
                $"(sum(increase(orders_list_cents_total[{Window(rule.Window)}])) - sum(increase(orders_charged_cents_total[{Window(rule.Window)}]))) / 100 > {limit}",
            // Monitoring checks the shop from outside; the shop has no metric of its own readiness.
            _ => $"1 - probe_success{{target=\"/api/health/ready\"}} > {limit}",
        };

        string InBothWindows(Func<string, string> form) => $"{form(Window(rule.Window))} and {form(Window(rule.ShortWindow))}";
    }

    static string Figure(double number) => Math.Round(number, 6).ToString(CultureInfo.InvariantCulture);

    static string Window(TimeSpan window) =>
        window.Ticks % TimeSpan.TicksPerMinute == 0 ? $"{window.TotalMinutes:0}m" : $"{window.TotalSeconds:0}s";
}
