using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Components.Orders;

namespace IncidentTraining.Core.PracticeShop.Scenarios.Reading;

/// <summary>Reads what a scenario sets under <c>shop</c>.</summary>
static class ShopLimitsReader
{
    const int MostLists = 10_000;

    static readonly TimeSpan ShortestLoad = TimeSpan.FromMilliseconds(1),
        LongestLoad = TimeSpan.FromSeconds(10);
    static readonly TimeSpan ShortestKept = TimeSpan.FromSeconds(10),
        LongestKept = TimeSpan.FromHours(24);

    const int LeastRows = 100,
        MostRows = 100_000;

    const int MostPercent = 50,
        MostUsd = 1_000;

    static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(100),
        LongestTimeout = TimeSpan.FromSeconds(60);
    static readonly TimeSpan LeastWork = TimeSpan.FromMilliseconds(1),
        MostWork = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan ShortestRound = TimeSpan.FromMinutes(3),
        LongestRound = TimeSpan.FromMinutes(30);

    /// <summary>Reads the limits; those that are not set keep their defaults.</summary>
    public static ShopLimits Read(YamlMap root)
    {
        var usual = new ShopLimits();
        if (root.Map("shop") is not { } map)
            return usual;
        var retries = map.Map("retries");
        return new ShopLimits
        {
            Instances = map.OptionalInt("instances", ApiOptions.Instances, ApiOptions.MostInstances) ?? usual.Instances,
            Slots = map.OptionalInt("slots", 1, 256) ?? usual.Slots,
            Queue = map.OptionalInt("queue", 0, 5_000) ?? usual.Queue,
            Work = Within(map, "work", usual.Work, LeastWork, MostWork),
            RequestTimeout = Timeout(map, "request-timeout", usual.RequestTimeout),
            Pool = map.OptionalInt("pool", 1, DatabaseOptions.MaxConnections - DatabaseOptions.PlatformConnections) ?? usual.Pool,
            AcquireTimeout = Timeout(map, "acquire-timeout", usual.AcquireTimeout),
            SlowStatement = Timeout(map, "slow-statement", usual.SlowStatement),
            LogsSteps = map.Flag("log-steps", usual.LogsSteps),
            PoolerKeeps = map.OptionalInt("pooler-keeps", 1, DatabaseOptions.MaxConnections),
            UnpickedPercent = map.OptionalInt("unpicked-percent", 0, 100) ?? usual.UnpickedPercent,
            ChecksEvery = Checks(map),
            LogsLockWaits = map.Flag("log-lock-waits", usual.LogsLockWaits),
            LogsCrashes = map.Flag("log-crashes", usual.LogsCrashes),
            WorkersBehind = map.Flag("workers-behind", usual.WorkersBehind),
            WorkerStatementTimeout = map.OptionalDuration("worker-statement-timeout") is null
                ? null
                : Timeout(map, "worker-statement-timeout", ShortestTimeout),
            RestartJitterPercent = map.OptionalInt("restart-jitter-percent", 0, 100) ?? usual.RestartJitterPercent,
            PoolerKeepsWorkers = map.Flag("pooler-keeps-workers", usual.PoolerKeepsWorkers),
            Replica = map.Flag("replica", usual.Replica),
            Lists = ReadLists(map),
            Exports = ReadExports(map),
            Offer = ReadOffer(map),
            Retries = retries is null
                ? usual.Retries
                : new RetryPlan
                {
                    Attempts = retries.OptionalInt("attempts", 1, 20) ?? usual.Retries.Attempts,
                    Pause = Timeout(retries, "pause", usual.Retries.Pause),
                    BackOff = retries.OneOf("back-off", usual.Retries.BackOff),
                    JitterPercent = retries.OptionalInt("jitter-percent", 0, 100) ?? usual.Retries.JitterPercent,
                },
        };
    }

    static TimeSpan Checks(YamlMap map)
    {
        var period = map.OptionalDuration("checks-every") ?? TimeSpan.Zero;
        if (period != TimeSpan.Zero && (period < ShortestRound || period > LongestRound))
            map.Report(
                "checks-every",
                "The time of 'checks-every' is too short or too long",
                $"Choose between {ShortestRound.TotalMinutes:0}m and {LongestRound.TotalMinutes:0}m, or leave it out"
            );
        return period;
    }

    static TimeSpan Timeout(YamlMap map, string key, TimeSpan usual) => Within(map, key, usual, ShortestTimeout, LongestTimeout);

    static TimeSpan Within(YamlMap map, string key, TimeSpan usual, TimeSpan shortest, TimeSpan longest)
    {
        var time = map.OptionalDuration(key) ?? usual;
        if (time < shortest || time > longest)
            map.Report(key, $"The time of '{key}' is too short or too long", $"Choose between {Words(shortest)} and {Words(longest)}");
        return time;
    }

    static string Words(TimeSpan time) => time < TimeSpan.FromSeconds(1) ? $"{time.TotalMilliseconds:0}ms" : $"{time.TotalSeconds:0}s";

    static KeptLists? ReadLists(YamlMap shop)
    {
        if (shop.Map("kept-lists") is not { } map)
            return null;
        var usual = new KeptLists();
        return new KeptLists
        {
            Lists = map.OptionalInt("lists", 1, MostLists) ?? usual.Lists,
            KeptFor = WithinOfLists(map, "kept-for", usual.KeptFor, ShortestKept, LongestKept),
            Load = WithinOfLists(map, "load", usual.Load, ShortestLoad, LongestLoad),
        };
    }

    static TimeSpan WithinOfLists(YamlMap map, string key, TimeSpan usual, TimeSpan shortest, TimeSpan longest)
    {
        var time = map.OptionalDuration(key) ?? usual;
        if (time < shortest || time > longest)
            map.Report(
                key,
                $"The time of '{key}' is too short or too long",
                $"Choose between {shortest.TotalMilliseconds:0}ms and {longest.TotalSeconds:0}s"
            );
        return time;
    }

    static OrderExports? ReadExports(YamlMap shop) =>
        shop.Map("order-exports") is not { } map
            ? null
            : new OrderExports { Rows = map.OptionalInt("rows", LeastRows, MostRows) ?? new OrderExports().Rows };

    static SeasonOffer? ReadOffer(YamlMap shop) =>
        shop.Map("offer") is not { } map
            ? null
            : new SeasonOffer
            {
                Percent = map.OptionalInt("percent", 1, MostPercent) ?? new SeasonOffer().Percent,
                FromCents = map.OptionalInt("from-usd", 0, MostUsd) * 100 ?? new SeasonOffer().FromCents,
            };
}
