using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads queue, workers and Redis, as the API and the supervisor see them.</summary>
static class WorkReader
{
    const int MostJobs = 50;

    public static WorkState Read(ShopSystem shop)
    {
        var answers = shop.Redis.Answers(NetworkRoute.ApiRedis, out var waits);
        var queue = shop.Queue;
        return new WorkState(
            new QueueState(
                "orders",
                answers ? queue.Depth : null,
                answers ? queue.OldestSeconds() : null,
                queue.Claimed,
                queue.Dead,
                queue.Aside,
                queue.Completed,
                queue.Failed,
                answers ? Jobs(shop) : []
            )
            {
                Delayed = queue.Delayed,
            },
            [
                .. shop
                    .Workers.Workers.Where(worker => worker.Condition != WorkerCondition.Absent)
                    .Select(worker => Worker(shop, worker, answers)),
            ],
            new RedisState(
                answers ? "up"
                    : shop.Redis.IsUp ? "unreachable"
                    : "down",
                shop.Redis.Write(NetworkRoute.ApiRedis) == RedisRefusal.None,
                (int)shop.Redis.UsedMegabytes,
                shop.Redis.LimitMegabytes,
                answers ? waits / 1000.0 : null
            )
        );
    }

    static WorkerState Worker(ShopSystem shop, WorkerProcess worker, bool answers) =>
        new(
            worker.Name,
            worker.Condition.ToString().ToLowerInvariant(),
            worker.Release,
            answers ? (double)worker.BeatAge(shop.Kernel.Now) / Kernel.Second : null,
            worker.Lanes,
            worker.Busy,
            worker.Restarts,
            TimeSpan.FromMicroseconds(worker.Since),
            shop.Limits.LogsCrashes ? worker.LastExit : WorkerProcess.SeenFromOutside(worker.LastEnd)
        );

    static List<JobState> Jobs(ShopSystem shop)
    {
        var found = new List<(JobPlace Place, JobState State)>();
        for (var row = 0; row < shop.Queue.Rows; row++)
        {
            var job = shop.Queue[row];
            if (job.Place != JobPlace.Nowhere)
                found.Add((job.Place, State(shop, job)));
        }

        return
        [
            .. found
                .OrderBy(job => Rank(job.Place))
                .ThenBy(job => job.State.EnqueuedAt)
                .ThenBy(job => job.State.Id)
                .Select(job => job.State)
                .Take(MostJobs),
        ];
    }

    static int Rank(JobPlace place) =>
        place switch
        {
            JobPlace.Claimed => 0,
            JobPlace.Dead => 1,
            JobPlace.Aside => 2,
            _ => 3,
        };

    static JobState State(ShopSystem shop, in Job job) =>
        new(
            job.Id,
            shop.Orders.NumberOf(job.Order),
            job.Place.ToString().ToLowerInvariant(),
            job.Attempts,
            TimeSpan.FromMicroseconds(job.EnqueuedAt),
            job.Place == JobPlace.Claimed ? shop.Workers.Workers[job.Worker].Name : "",
            Note(job)
        );

    static string Note(in Job job) =>
        job.Crashes > 0 ? $"a worker ended with it in hand, {job.Crashes} times"
        : job.Attempts > 0 ? $"failed {job.Attempts} times"
        : job.Circles ? "notice of stock, put back by a worker that was done with it"
        : job.Order == 0 ? "receipt archive, no customer waits for it"
        : "";
}
