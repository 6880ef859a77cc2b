using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Panels.Console;

/// <summary>A read-only command of the console; only actions change the shop.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Read">Reads it, with times of day by the shop's clock; the last argument is the text typed after the name.</param>
public sealed record ConsoleCommand(string Name, string Title, Func<IShopReads, ShopClock, string, IEnumerable<string>> Read)
{
    private const int LogLines = 20;

    /// <summary>The commands in the order in which the help lists them.</summary>
    public static IReadOnlyList<ConsoleCommand> All { get; } =
    [
        new("health", "what the health endpoints answer", (shop, _, _) => new[] { shop.Live(), shop.Ready() }.SelectMany(Health)),
        new("metrics", "metrics as Prometheus sees them; with a word, only names that contain it", (shop, _, word) =>
            shop.Metrics()
                .Split('\n')
                .Where(line =>
                    line.Length > 0 && (word.Length == 0 ? line[0] != '#' : line.Contains(word, StringComparison.OrdinalIgnoreCase))
                )
        ),
        new("logs", "the newest log lines, with times in UTC; with words, only lines that contain all of them", (shop, clock, words) =>
            shop.Logs(new ShopLogQuery { Search = words, Limit = LogLines })
                .Lines.Select(line =>
                    $"{clock.Time(line.At)} {line.Level.ToString().ToLowerInvariant(), -5} {line.Service}: {line.Message}"
                )
        ),
        new("traces", "the newest slow and failed requests, with times in UTC", (shop, clock, words) =>
            shop.Traces(new TraceQuery { Search = words, Limit = LogLines })
                .Traces.Select(trace => $"{clock.Time(trace.At)} {trace.Id} {trace.Route} {trace.Status} {trace.Milliseconds:0} ms")
        ),
        new("alerts", "alert rules and their state", (shop, _, _) =>
            shop.Alerts().Select(alert => $"{alert.State, -8} {alert.Title}: {alert.Value} (limit {alert.Threshold})")
        ),
        new("changes", "deploys and changes, newest first, with times in UTC", (shop, clock, _) =>
            shop.Changes().Select(change => $"{clock.DayAndTime(change.At), 12} {change.Kind}: {change.Title}")
        ),
        new("database", "pool, project and disk", (shop, clock, _) => Database(shop.Database(), clock)),
        new("payments", "payments by outcome", (shop, _, _) =>
            shop.Payments()
                .Outcomes.Select(outcome =>
                    $"{outcome.Status} {outcome.Reason}: {outcome.LastMinute} in the last minute, {outcome.Total} in total"
                )
        ),
        new("queue", "the queue of jobs", (shop, _, _) => Queue(shop.Work().Queue)),
        new("workers", "worker processes", (shop, _, _) =>
            shop.Work()
                .Workers.Select(worker =>
                    $"{worker.Name} {worker.State}, heartbeat {(worker.HeartbeatSeconds is { } beat ? $"{beat:0.#} s ago" : "none seen")}, {worker.Busy} of {worker.Lanes} busy, {worker.Restarts} restarts"
                )
        ),
        new("redis", "whether Redis responds", (shop, _, _) => Redis(shop.Work().Redis)),
        new("status", "the providers' status pages", (shop, clock, _) =>
            shop.StatusPages().Select(page => $"{page.Title}: {page.State}, updated at {clock.Told(page.UpdatedAt)}")
        ),
        new("network", "what can reach what", (shop, _, _) =>
            shop.NetworkCheck().Select(probe => $"{probe.From} → {probe.To} ({probe.Address}): {probe.State} {probe.Detail}")
        ),
        new("flags", "feature flags", (shop, _, _) => shop.Flags().Select(flag => $"{flag.Id} {(flag.On ? "on" : "off")}: {flag.Title}")),
        new("experiments", "chaos experiments", (shop, _, _) =>
            shop.Experiments().Select(experiment => $"{experiment.Id} {(experiment.Enabled ? "on" : "off")}: {experiment.Title}")
        ),
        new("instances", "API instances", (shop, _, _) =>
            shop.State()
                .Instances.Select(instance =>
                    $"{instance.Name} {instance.State}, release {instance.Release}, {instance.InFlight} of {instance.Slots} slots, {instance.Queued} queued{(instance.LoopPercent is { } loop ? $", event loop {loop} % at work" : "")}{(instance.MemoryPercent is { } memory ? $", memory {memory} % kept" : "")}"
                )
        ),
    ];

    private static IEnumerable<string> Health(HealthAnswer answer) =>
        answer
            .Dependencies.Select(dependency =>
                $"  {dependency.Name}: {dependency.State} after {dependency.Milliseconds} ms {dependency.Error}".TrimEnd()
            )
            .Prepend($"GET {answer.Path} → {answer.Status} {answer.State} after {answer.Milliseconds} ms");

    private static IEnumerable<string> Database(DatabaseState state, ShopClock clock) =>
        [
            $"project {state.Project}: writes {(state.AcceptsWrites ? "accepted" : "refused")}, disk {state.DiskPercent:0.#} % full",
            $"pool: {state.PoolUsed} of {state.PoolSize} in use, {state.PoolWaiting} waiting; the database accepts {state.MaxConnections}",
            .. state.SeenAt is { } seen ? [$"sessions and queries as of {clock.Told(seen)}"] : Array.Empty<string>(),
            .. state.Sessions.Select(session =>
                $"  {session.Count} of {session.Client}, {session.State}{(session.WaitsFor.Length > 0 ? $", waits for {session.WaitsFor}" : "")} {session.Statement}".TrimEnd()
            ),
            .. state
                .Queries.Where(query => query.Calls > 0)
                .Select(query =>
                    $"  query {query.Name}: {query.Calls} calls, {query.MeanMilliseconds:0.#} ms on average, {query.Plan}{(query.CachedPercent is { } cached ? $", {cached} % from the cache" : "")}"
                ),
        ];

    private static IEnumerable<string> Queue(QueueState state) =>
        [
            $"{state.Name}: {state.Depth?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} waiting, oldest {(state.OldestSeconds is { } age ? $"{age:0} s" : "unknown")}, {state.Claimed} claimed, {state.Dead} dead, {state.Aside} aside",
            .. state.Jobs.Take(LogLines).Select(job => $"  job {job.Id} {job.State}, {job.Attempts} attempts {job.Note}"),
        ];

    private static IEnumerable<string> Redis(RedisState state) =>
        [
            $"{state.State}, ping {(state.PingMilliseconds is { } ping ? $"{ping:0.#} ms" : "no answer")}, {state.UsedMegabytes} of {state.LimitMegabytes} MB, writes {(state.AcceptsWrites ? "accepted" : "refused")}",
        ];
}
