using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>
/// The current content of a view in one line that can be pinned; only for views without their own charts, lines or endpoints.
/// </summary>
internal static class ViewEvidence
{
    /// <summary>The line; null for a view that has none.</summary>
    public static string? Of(IShopReads shop, string view) =>
        view switch
        {
            ShopViews.Alerts => Alerts(shop.Alerts()),
            ShopViews.Payments => Payments(shop.Payments()),
            ShopViews.Database => Database(shop.Database()),
            ShopViews.Queue => Queue(shop.Work().Queue),
            ShopViews.Workers => Workers(shop.Work().Workers),
            ShopViews.Redis => Redis(shop.Work().Redis),
            ShopViews.Status => List("Status pages", shop.StatusPages().Select(page => $"{page.Title} {page.State}")),
            ShopViews.Network => List("Network", shop.NetworkCheck().Select(way => $"{way.From} to {way.To} {way.State}")),
            ShopViews.Instances => List("Instances", shop.State().Instances.Select(Instance)),
            ShopViews.Flags => List("Flags", shop.Flags().Select(flag => $"{flag.Id} {(flag.On ? "on" : "off")}")),
            ShopViews.Chaos => List("Experiments", shop.Experiments().Select(one => $"{one.Id} {(one.Enabled ? "on" : "off")}")),
            _ => null,
        };

    private static string Alerts(IReadOnlyList<AlertState> alerts)
    {
        var firing = alerts.Where(alert => alert.State == "firing").Select(alert => $"{alert.Title} ({alert.Value})").ToList();
        return firing.Count == 0 ? "Alerts: none fires" : List("Alerts firing", firing);
    }

    private static string Payments(PaymentsState state)
    {
        var failed = state
            .Outcomes.Where(one => one is { Status: "failed", LastMinute: > 0 })
            .Select(one => $"{one.Reason} {one.LastMinute}")
            .ToList();
        return List($"Payments by {state.Route}, failed in the last minute", failed.Count == 0 ? ["none"] : failed);
    }

    private static string Database(DatabaseState state)
    {
        // Sessions that are idle, or work without waiting, exist in every database.
        var sessions = state
            .Sessions.Where(one => one.WaitsFor.Length > 0 || one.State is not ("active" or "idle"))
            .Select(one =>
                $"{one.Count} of {one.Client} {one.State}{(one.WaitsFor.Length > 0 ? $", waiting for {one.WaitsFor}" : "")}: {one.Statement}"
            )
            .ToList();
        return $"Database: pool {state.PoolUsed} of {state.PoolSize} in use, {state.PoolWaiting} waiting; "
            + $"{(state.AcceptsWrites ? "" : "refuses writes; ")}disk {state.DiskPercent.ToString("0.#", CultureInfo.InvariantCulture)} % full; "
            + List("connections", state.Connections.Select(use => $"{use.Client} {use.Connections}"))
            + (sessions.Count == 0 ? "" : $"; sessions: {string.Join("; ", sessions)}");
    }

    private static string Queue(QueueState queue) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Queue {queue.Name}: {queue.Depth?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} waiting, oldest {queue.OldestSeconds ?? 0:0} s, {queue.Dead} dead, {queue.Aside} set aside"
        );

    private static string Workers(IReadOnlyList<WorkerState> workers) =>
        List("Workers", workers.Select(one => $"{one.Name} {one.State}, {one.Busy} of {one.Lanes} busy, {one.Restarts} restarts"));

    private static string Redis(RedisState redis) =>
        $"Redis {redis.State}: {redis.UsedMegabytes} of {redis.LimitMegabytes} MB{(redis.AcceptsWrites ? "" : ", refuses writes")}";

    private static string Instance(InstanceState one) =>
        $"{one.Name} {one.State}, release {one.Release}{(one.LoopPercent is { } loop ? $", event loop {loop} % at work" : "")}{(one.MemoryPercent is { } memory ? $", memory {memory} % kept" : "")}";

    private static string List(string title, IEnumerable<string> lines) => $"{title}: {string.Join(", ", lines)}";
}
