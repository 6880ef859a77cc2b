using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Redis;

/// <summary>Why Redis did not take a write.</summary>
enum RedisRefusal
{
    None,
    Down,
    Silence,
    OutOfMemory,
}

/// <summary>The Redis that holds the queue: whether it runs, which clients reach it, how full it is.</summary>
sealed class RedisServer(NetworkRoutes network, FeatureFlags flags)
{
    public const int FirstLimit = 256;

    /// <summary>Size of sessions, caches and settings, in megabytes.</summary>
    public const double Base = 96;

    /// <summary>Size of a job with its texts, in megabytes.</summary>
    public const double PerJob = 0.002;

    /// <summary>How long a restart takes.</summary>
    public static readonly TimeSpan RestartTime = TimeSpan.FromSeconds(8);

    /// <summary>How long a request waits for a Redis that does not answer: one attempt of a second.</summary>
    const long GivesUpAfter = Kernel.Second;

    public bool IsUp { get; set; } = true;

    public int LimitMegabytes { get; set; } = FirstLimit;

    /// <summary>Size of the view history, in megabytes.</summary>
    public double HistoryMegabytes { get; set; }

    /// <summary>Growth of the view history per second while its flag is on, in megabytes.</summary>
    public double HistoryPerSecond { get; set; }

    /// <summary>Size of the product lists, in megabytes; 0 in a shop that caches none.</summary>
    public double ListMegabytes { get; set; }

    /// <summary>Number of stored jobs.</summary>
    public int Jobs { get; set; }

    /// <summary>Response time without a fault, in microseconds.</summary>
    public const long UsualLatency = 1_000;

    /// <summary>Current response time, in microseconds.</summary>
    public long Latency { get; set; } = UsualLatency;

    /// <summary>Whether it responds so late that clients notice.</summary>
    public bool IsSlow => Latency > UsualLatency;

    public double UsedMegabytes => Math.Min(LimitMegabytes, Taken);

    public bool HasRoom => Taken < LimitMegabytes;

    double Taken => Base + HistoryMegabytes + ListMegabytes + Jobs * PerJob;

    /// <summary>Whether it answers a client, and how long the client waits before it gives up.</summary>
    public bool Answers(NetworkRoute route, out long waits)
    {
        waits = network.IsOpen(route) ? Latency : GivesUpAfter;
        return IsUp && network.IsOpen(route);
    }

    /// <summary>The outcome of a client's write.</summary>
    public RedisRefusal Write(NetworkRoute route) =>
        !network.IsOpen(route) ? RedisRefusal.Silence
        : !IsUp ? RedisRefusal.Down
        : HasRoom ? RedisRefusal.None
        : RedisRefusal.OutOfMemory;

    /// <summary>A second has passed.</summary>
    public void EndSecond()
    {
        if (IsUp && HasRoom && flags.IsOn(FeatureFlags.ViewHistory))
            HistoryMegabytes += HistoryPerSecond;
    }

    /// <summary>The client library's error text for a refusal.</summary>
    public static string Words(RedisRefusal refusal) =>
        refusal switch
        {
            RedisRefusal.Down => "connect ECONNREFUSED redis.internal:6379",
            RedisRefusal.Silence => "connect ETIMEDOUT redis.internal:6379",
            RedisRefusal.OutOfMemory => "OOM command not allowed when used memory > 'maxmemory'",
            _ => "",
        };
}
