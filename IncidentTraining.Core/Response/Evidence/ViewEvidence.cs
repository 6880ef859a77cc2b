using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>What a view of the shop says now, in a line that can be pinned; only for views without charts, lines or endpoints of their
/// own.</summary>
internal static class ViewEvidence
{
    /// <summary>The line, and whether it tells of trouble; null for a view that has none.</summary>
    public static (string Text, bool ShowsTrouble)? Of(IShopReads shop, string view) =>
        view switch
        {
            ShopViews.Alerts => Alerts(shop.Alerts()),
            ShopViews.Payments => Payments(shop.Payments()),
            ShopViews.Database => Database(shop.Database()),
            ShopViews.Queue => Queue(shop.Work().Queue),
            ShopViews.Workers => Workers(shop.Work().Workers),
            ShopViews.Redis => Redis(shop.Work().Redis),
            ShopViews.Status => List(
                "Status pages",
                shop.StatusPages().Select(page => ($"{page.Title} {page.State}", page.State != "operational"))
            ),
            ShopViews.Network => List(
                "Network",
                shop.NetworkCheck().Select(way => ($"{way.From} to {way.To} {way.State}", way.State != "ok"))
            ),
            ShopViews.Instances => List(
                "Instances",
                shop.State()
                    .Instances.Select(one =>
                        (
                            $"{one.Name} {one.State}, release {one.Release}{(one.LoopPercent is { } loop ? $", event loop {loop} % at work" : "")}",
                            one.LoopPercent > 90
                        )
                    )
            ),
            ShopViews.Flags => List("Flags", shop.Flags().Select(flag => ($"{flag.Id} {(flag.On ? "on" : "off")}", false))),
            ShopViews.Chaos => List(
                "Experiments",
                shop.Experiments().Select(one => ($"{one.Id} {(one.Enabled ? "on" : "off")}", one.Enabled))
            ),
            _ => null,
        };

    private static (string, bool) Alerts(IReadOnlyList<AlertState> alerts)
    {
        var firing = alerts.Where(alert => alert.State == "firing").Select(alert => $"{alert.Title} ({alert.Value})").ToList();
        return (firing.Count == 0 ? "Alerts: none fires" : $"Alerts firing: {string.Join(", ", firing)}", firing.Count > 0);
    }

    private static (string, bool) Payments(PaymentsState state)
    {
        var failed = state
            .Outcomes.Where(one => one is { Status: "failed", LastMinute: > 0 })
            .Select(one => $"{one.Reason} {one.LastMinute}")
            .ToList();
        return (
            $"Payments by {state.Route}, failed in the last minute: {(failed.Count == 0 ? "none" : string.Join(", ", failed))}",
            failed.Count > 0
        );
    }

    private static (string, bool) Database(DatabaseState state) =>
        (
            $"Database: pool {state.PoolUsed} of {state.PoolSize} in use, {state.PoolWaiting} waiting; connections: {string.Join(", ", state.Connections.Select(use => $"{use.Client} {use.Connections}"))}",
            state.PoolWaiting > 0
        );

    private static (string, bool) Queue(QueueState queue) =>
        (
            string.Create(
                CultureInfo.InvariantCulture,
                $"Queue {queue.Name}: {queue.Depth?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} waiting, oldest {queue.OldestSeconds ?? 0:0} s, {queue.Dead} dead, {queue.Aside} set aside"
            ),
            queue.OldestSeconds > 60 || queue.Dead > 0
        );

    private static (string, bool) Workers(IReadOnlyList<WorkerState> workers) =>
        (
            $"Workers: {string.Join(", ", workers.Select(one => $"{one.Name} {one.State}, {one.Busy} of {one.Lanes} busy, {one.Restarts} restarts"))}",
            workers.Any(one => one.Restarts > 0)
        );

    private static (string, bool) Redis(RedisState redis) =>
        (
            $"Redis {redis.State}: {redis.UsedMegabytes} of {redis.LimitMegabytes} MB{(redis.AcceptsWrites ? "" : ", refuses writes")}",
            redis.State != "up" || !redis.AcceptsWrites
        );

    private static (string, bool) List(string title, IEnumerable<(string Text, bool IsTrouble)> lines)
    {
        var all = lines.ToList();
        return ($"{title}: {string.Join(", ", all.Select(line => line.Text))}", all.Any(line => line.IsTrouble));
    }
}
