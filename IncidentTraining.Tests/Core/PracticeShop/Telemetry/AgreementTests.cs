using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>Whatever goes wrong, metrics, logs, traces, health and charts agree with the engine's own counts.</summary>
[Trait("Speed", "slow")]
public partial class AgreementTests
{
    public static TheoryData<string, string> Causes => Labs.Causes;

    [Theory, MemberData(nameof(Causes))]
    public void Metrics_sum_up_to_the_engines_counts(string scenario, string cause)
    {
        var shop = FourMinutesOfTrouble(scenario, cause);
        var text = shop.PrometheusText();
        var (system, levels) = (shop.System, shop.System.Levels.Total);

        Assert.Equal(system.Telemetry.Answers, Sum(text, "http_requests_total{"));
        Assert.Equal(system.Telemetry.Answers - system.Telemetry.Refusals, Sum(text, "http_request_duration_seconds_count{"));
        Assert.Equal(levels.Timed, Sum(text, "http_request_duration_seconds_count{"));
        Assert.Equal(levels.Failed, Sum(text, "http_requests_total{", "status=\"5"));
        var mismatches = Sum(text, "payment_webhooks_refused_total");
        Assert.Equal(levels.Payments, Sum(text, "http_requests_total{route=\"/api/payments\"") + mismatches);
        Assert.Equal(
            levels.PaymentFailures,
            Sum(text, "http_requests_total{route=\"/api/payments\"", "status=\"5")
                + Sum(text, "http_requests_total{route=\"/api/payments\"", "status=\"499")
                + mismatches
        );
        Assert.Equal(system.Queue.Completed, Sum(text, "jobs_processed_total{", "completed"));
        Assert.Equal(system.Queue.Failed, Sum(text, "jobs_processed_total{", "failed") + Sum(text, "jobs_processed_total{", "dead"));
        Assert.Equal(
            system.Queue.Enqueued,
            system.Queue.Completed + system.Queue.Depth + system.Queue.Claimed + system.Queue.Dead + system.Queue.Aside
        );
        Assert.Equal(system.Orders.Confirmed, system.Queue.Completed);
        Assert.Equal(system.Workers.Running, Sum(text, "worker_up{"));
        Assert.Equal(system.Telemetry.Answers, shop.Line(ChartNames.RequestRate, (int)shop.Now.TotalSeconds).Sum());
    }

    [Theory, MemberData(nameof(Causes))]
    public void Logs_count_every_failure_that_the_metrics_count(string scenario, string cause)
    {
        var shop = FourMinutes(scenario, cause);
        var text = shop.PrometheusText();
        var lines = shop.Logs(new ShopLogQuery { Limit = 20_000 }).Lines;
        Assert.Equal(1, lines[0].Sequence);

        Assert.Equal(Sum(text, "payment_processed_total{", "status=\"failed\""), Lines(lines, "payment failed: order"));
        // Responses of all routes are lines of one kind: for those that were counted but not stored, the log does not show the route.
        var refused = Lines(lines, "POST /api/payments/webhook 401");
        Assert.InRange(Sum(text, "payment_webhooks_refused_total"), refused, refused + Lines(lines, "… … in … ms"));
        Assert.Equal(Sum(text, "db_pool_acquire_timeouts_total"), Lines(lines, "db acquire timeout after 2000 ms:"));
        Assert.Equal(Sum(text, "jobs_processed_total{", "dead"), Lines(lines, "has given up job"));
    }

    [Theory, MemberData(nameof(Causes))]
    public void Traces_and_health_agree_with_what_happened(string scenario, string cause)
    {
        var shop = FourMinutesOfTrouble(scenario, cause);
        var traces = shop.Traces(new TraceQuery { Limit = 500 }).Traces;

        Assert.NotEmpty(traces);
        Assert.All(traces, trace =>
        {
            Assert.All(trace.Spans, span => Assert.InRange(span.StartMilliseconds + span.Milliseconds, 0, trace.Milliseconds + 0.001));
            Assert.InRange(trace.Spans.Skip(1).Sum(span => span.Milliseconds), 0, trace.Milliseconds + 0.001);
            Assert.Equal(trace.Status >= 500, trace.Spans[0].Failed);
            Assert.Equal(trace.Id, shop.Trace(trace.Id)!.Id);
        });
        Assert.True(traces.Count(trace => trace.Status >= 500) <= shop.System.Levels.Total.Failed);

        var ready = shop.Ready();
        Assert.Equal(ready.State == "unavailable" ? 503 : 200, ready.Status);
        Assert.Equal(ready.Status == 503, ready.Dependencies.Single(dependency => dependency.Name == "database").State == "down");
        Assert.Equal(
            shop.Line(ChartNames.RedisUp, 1)[0] == 1,
            ready.Dependencies.Single(dependency => dependency.Name == "redis").State == "up"
        );
    }

    static ShopSimulation FourMinutes(string scenario, string cause)
    {
        var (shop, player) = Begin(scenario, cause);
        player.PlayTo(TimeSpan.FromMinutes(4));
        return shop;
    }

    /// <summary>The shop four minutes after the onset, which lies between the second and the twelfth minute in most labs.</summary>
    static ShopSimulation FourMinutesOfTrouble(string scenario, string cause)
    {
        var (shop, player) = Begin(scenario, cause);
        for (var minute = 1; shop.Truth().OnsetAt is null && minute <= 20; minute++)
        {
            player.PlayTo(TimeSpan.FromMinutes(minute));
        }

        Assert.NotNull(shop.Truth().OnsetAt);
        player.PlayTo(shop.Now + TimeSpan.FromMinutes(4));
        return shop;
    }

    static (ShopSimulation Shop, ExpertPlayer Player) Begin(string scenario, string cause)
    {
        var shop = ShopSimulation.Create(
            Labs.Scenario(scenario),
            ScenarioProof.SeedOf(Labs.Scenario(scenario), Labs.Cause(scenario, cause))
        );
        return (shop, new ExpertPlayer(shop, Labs.Scenario(scenario).Opening));
    }

    /// <summary>Lines of a kind that were stored, and those that were only counted.</summary>
    static double Lines(IReadOnlyList<ShopLogLine> lines, string words) =>
        lines.Count(line => line.Service != "logging" && line.Message.Contains(words))
        + lines
            .Where(line => line.Service == "logging")
            .Select(line => Counted().Match(line.Message))
            .Where(match => match.Groups[2].Value.Contains(words))
            .Sum(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    static double Sum(string text, string start, string and = "") =>
        text.Split('\n')
            .Where(line => line.StartsWith(start, StringComparison.Ordinal) && line.Contains(and) && !line.StartsWith('#'))
            .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    [GeneratedRegex("^([0-9]+) more lines like “(.+)” in the last second")]
    private static partial Regex Counted();
}
