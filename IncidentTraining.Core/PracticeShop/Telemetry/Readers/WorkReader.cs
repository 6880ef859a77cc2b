namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads queue, workers and Redis.</summary>
static class WorkReader
{
    public static WorkState Read(ShopSystem shop)
    {
        _ = shop;
        return new WorkState(
            new QueueState("orders", 0, 0, 0, 0, 0, 0, 0, []),
            [.. Enumerable.Range(1, 4).Select(number => new WorkerState(
                $"worker-{number}", "running", shop.Releases.Current, 2, 2, 0, 0, TimeSpan.Zero, ""))],
            new RedisState("up", true, 105, 256, 1));
    }
}
