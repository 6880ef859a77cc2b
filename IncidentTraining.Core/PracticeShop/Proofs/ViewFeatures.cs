using System.Text.RegularExpressions;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Core.PracticeShop.Proofs;

/// <summary>
/// The content of a view as features that a person could name: states, kinds of lines, whether a figure is out of its usual range. Figures
/// themselves are left out, since they differ from run to run, as are log lines below warnings and features that only a comparison of
/// several traces or moments reveals.
/// </summary>
static partial class ViewFeatures
{
    /// <summary>The views that are compared. The source code is not read: it is the same in all runs.</summary>
    public static IReadOnlyList<string> Views { get; } =
    [
        ShopViews.Dashboard,
        ShopViews.Alerts,
        ShopViews.Logs,
        ShopViews.Traces,
        ShopViews.Health,
        ShopViews.Database,
        ShopViews.Changes,
        ShopViews.Payments,
        ShopViews.Queue,
        ShopViews.Workers,
        ShopViews.Redis,
        ShopViews.Instances,
        ShopViews.Status,
        ShopViews.Network,
        ShopViews.Flags,
    ];

    /// <summary>Reads a view.</summary>
    public static IEnumerable<string> Read(ShopSimulation shop, string view) =>
        view switch
        {
            ShopViews.Dashboard => Dashboard(shop),
            ShopViews.Alerts => shop.Alerts().Where(alert => alert.State == "firing").Select(alert => alert.Id),
            ShopViews.Logs => shop.Logs(new ShopLogQuery { MinimumLevel = ShopLogLevel.Warn, Limit = int.MaxValue })
                .Lines.Where(line => line.At >= TimeSpan.Zero)
                .Select(line => $"{line.Service}: {Figures().Replace(line.Message, "#")}"),
            ShopViews.Traces => Traces(shop),
            ShopViews.Health => shop.Ready()
                .Dependencies.Select(dependency => $"{dependency.Name} {dependency.State} {Figures().Replace(dependency.Error, "#")}"),
            ShopViews.Database => Database(shop.Database()),
            ShopViews.Changes => shop.Changes().SelectMany(change => new[] { change.Title, change.Diff }),
            ShopViews.Payments => Payments(shop.Payments()),
            ShopViews.Queue => Queue(shop.Work().Queue),
            ShopViews.Workers => Workers(shop.Work().Workers, shop.State().Release),
            ShopViews.Redis => [shop.Work().Redis.State, $"writes {shop.Work().Redis.AcceptsWrites}"],
            ShopViews.Instances => shop.State()
                .Instances.SelectMany(instance =>
                    new[]
                    {
                        $"{instance.State} {instance.Release}",
                        $"loop full {instance.LoopPercent > 90}",
                        $"memory full {instance.MemoryPercent > 75}",
                    }
                ),
            ShopViews.Status => shop.StatusPages().Select(page => $"{page.Id} {page.State}"),
            ShopViews.Network => shop.NetworkCheck().Select(probe => $"{probe.From}-{probe.To} {probe.State}"),
            _ => shop.Flags().Select(flag => $"{flag.Id} {flag.On}"),
        };

    static IEnumerable<string> Dashboard(ShopSimulation shop)
    {
        var last = shop.Charts(shop.Now - TimeSpan.FromSeconds(30))
            .Lines.ToDictionary(
                line => line.Name,
                line => line.Values.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average()
            );
        (string Name, bool Out)[] figures =
        [
            ("errors", last[ChartNames.ErrorRate] > 1),
            ("slow", last[ChartNames.LatencyP95] > 450),
            ("pool waits", last[ChartNames.PoolWaiting] > 1),
            ("pool full", last[ChartNames.PoolUsed] > 0.9 * last[ChartNames.PoolSize]),
            ("pool size", Math.Abs(last[ChartNames.PoolSize] - 20) > 0.5),
            ("slots wait", last[ChartNames.ApiQueue] > 2),
            ("payments", last[ChartNames.PaymentSuccess] < 97),
            ("queue", last[ChartNames.QueueDepth] > 20),
            ("queue unknown", double.IsNaN(last[ChartNames.QueueDepth])),
            ("workers", last[ChartNames.WorkersUp] < 3.5),
            ("nothing done", last[ChartNames.JobsCompleted] < 0.2),
            ("jobs fail", last[ChartNames.JobsFailed] > 0.2),
            ("redis", last[ChartNames.RedisUp] < 0.5),
            ("redis full", last[ChartNames.RedisMemory] > 95),
            ("statements fail", last[ChartNames.DatabaseFailures] > 0.2),
            ("orders stuck", last[ChartNames.StuckOrders] > 5),
            ("traffic", last[ChartNames.RequestRate] > 35),
            ("gateway error", last[ChartNames.PaymentsGatewayError] > 0.02),
            ("timed out", last[ChartNames.PaymentsGatewayTimeout] > 0.02),
            ("below list", Charged(last) < 0.97),
            ("below the offer", Charged(last) < 1 - shop.Scenario.Limits.Offer?.Percent / 100.0),
        ];
        return figures.Where(figure => figure.Out).Select(figure => figure.Name);
    }

    /// <summary>What orders are charged as a share of their list prices; NaN in a shop without an offer.</summary>
    static double Charged(Dictionary<string, double> last) =>
        last.TryGetValue(ChartNames.OrderValue, out var charged) ? charged / last[ChartNames.OrderListValue] : double.NaN;

    /// <summary>The step in which failed requests of the last five minutes ended, by route.</summary>
    static IEnumerable<string> Traces(ShopSimulation shop) =>
        from trace in shop.Traces(
            new TraceQuery
            {
                FailedOnly = true,
                From = shop.Now - TimeSpan.FromMinutes(5),
                Limit = int.MaxValue,
            }
        ).Traces
        from span in trace.Spans.Skip(1)
        where span.Failed
        select $"{trace.Route} {trace.Status}: {span.Name}";

    static IEnumerable<string> Database(DatabaseState state) =>
        [
            $"writes {state.AcceptsWrites}",
            $"pool of 20 {state.PoolSize == 20}",
            $"pool full {state.PoolUsed >= state.PoolSize}",
            $"waiting {state.PoolWaiting > 0}",
            $"idle {state.PoolIdle > 0}",
            .. state.Sessions.Select(session => $"{session.Client} {session.State} {session.WaitsFor} {session.Statement}"),
            .. state.Indexes,
            .. state.Queries.Select(query => $"{query.Name} {query.Plan}"),
            $"from the disk {state.Queries.Any(query => query.CachedPercent < 90)}",
            .. state.Queries.Where(query => query.MeanMilliseconds > 60).Select(query => $"{query.Name} slow"),
        ];

    static IEnumerable<string> Payments(PaymentsState state) =>
        [
            state.Route,
            .. state.Outcomes.Where(outcome => outcome is { Status: "failed", LastMinute: > 1 }).Select(outcome => outcome.Reason),
            .. (state.Networks?.Networks ?? [])
                .Where(network => network.Failed > 0.01 * network.Attempts)
                .Select(network => $"{network.Network} fails"),
        ];

    static IEnumerable<string> Queue(QueueState state) =>
        [
            $"unknown {state.Depth is null}",
            $"deep {state.Depth > 20}",
            $"old {state.OldestSeconds > 45}",
            $"dead {state.Dead > 0}",
            $"failed {state.Failed > 3}",
            .. state.Jobs.Select(job => Figures().Replace(job.Note, "#")),
        ];

    static IEnumerable<string> Workers(IReadOnlyList<WorkerState> workers, string release) =>
        [
            $"as many as usual {workers.Count == WorkerFleet.Usual}",
            $"no sign of life {workers.Any(worker => worker.HeartbeatSeconds > 20)}",
            $"restarts {workers.Any(worker => worker.Restarts > 0)}",
            $"all busy {workers.All(worker => worker.Busy == worker.Lanes)}",
            $"idle {workers.All(worker => worker.Busy == 0)}",
            $"release of the API {workers.All(worker => worker.Release == release)}",
            .. workers.Select(worker => $"{worker.State} {worker.LastExit}"),
        ];

    [GeneratedRegex("[0-9]+(\\.[0-9]+)?")]
    private static partial Regex Figures();
}
