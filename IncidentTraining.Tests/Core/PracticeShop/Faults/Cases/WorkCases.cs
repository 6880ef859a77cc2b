using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

/// <summary>The faults of <c>Faults/Work</c>.</summary>
static class WorkCases
{
    public static readonly Dictionary<string, FaultCase> All = new()
    {
        ["circling-job"] = new(
            "copies=2000",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Average() > 20
                && shop.Work().Queue is { Depth: > 1500, Failed: 0 }
                && shop.Work().Queue.Jobs.Select(job => job.Id).Distinct().Count() < 20,
            "quarantine-job job={suspect}"
        ),
        ["clock-skew"] = new(
            "seconds=90",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.NetworkCheck().Single(probe => probe.To == "mail").State == "skewed",
            "sync-clock hosts=workers"
        ),
        ["held-replica"] = new(
            "",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.Database().Sessions.Single(session => session.Client == "replica").WaitsFor.Contains("stands still"),
            "resume-replay"
        )
        {
            Limits = new ShopLimits { Replica = true },
        },
        ["mail-certificate"] = new(
            "",
            shop =>
                shop.Work().Queue is { Dead: > 100, Depth: < 10 }
                && shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.NetworkCheck().Single(probe => probe.To == "mail").State == "refused",
            "update-secret secret=mail-client-certificate"
        ),
        ["mail-quota"] = new(
            "mails=60000 enough=75000",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.NetworkCheck().All(probe => probe.State == "ok")
                && shop.Work().Workers.All(worker => worker is { Busy: 2, HeartbeatSeconds: < 10 }),
            "request-mail-quota mails=75000"
        ),
        ["numbered-orders"] = new(
            "percent=30",
            shop =>
                shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0
                && shop.Work().Workers.All(worker => worker is { Busy: 2, HeartbeatSeconds: < 10 }),
            "restart-worker worker=all"
        ),
        ["poison-job"] = new("", shop => shop.Work().Workers.Sum(worker => worker.Restarts) > 6, "quarantine-job job={suspect}"),
        ["queue-backlog"] = new(
            "jobs=20000",
            shop => shop.Line(ChartNames.QueueDepth, 1)[0] > 10_000 && shop.Cost().StuckOrders > 100,
            "flush-redis"
        ),
        ["too-few-workers"] = new("processes=1 lanes=1 enough=3", shop => shop.Work().Workers.Count == 1, "scale-workers processes=4"),
        ["workers-crashed"] = new(
            "workers=4",
            shop => shop.Work().Workers.All(worker => worker.State == "exited") && shop.Line(ChartNames.QueueAge, 1)[0] > 120,
            "restart-worker worker=all"
        ),
        ["workers-out-of-date"] = new("", shop => shop.Work().Queue.Dead > 100, "restart-worker worker=all"),
        ["workers-stuck"] = new(
            "workers=4",
            shop => shop.Line(ChartNames.JobsCompleted, 60).Sum() == 0 && shop.Work().Workers.All(worker => worker.HeartbeatSeconds < 10),
            "restart-worker worker=all"
        ),
    };
}
