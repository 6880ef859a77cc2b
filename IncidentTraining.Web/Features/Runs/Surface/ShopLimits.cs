using System.Threading.RateLimiting;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>
/// The allowance of the responders' tools. Each run has its own, so that no one's loop slows down a neighbour's lab, and all runs together
/// have one that the server can handle.
/// </summary>
internal sealed class ShopLimits : IAsyncDisposable
{
    /// <summary>Requests per second that enter a shop, per run.</summary>
    public const int ProbesPerSecond = 2;

    /// <summary>Reads per second, per run; a Prometheus server with a short interval and a person with curl stay far below.</summary>
    public const int ReadsPerSecond = 10;

    /// <summary>Probes per second of all runs together: each is stored before it takes effect.</summary>
    private const int AllProbesPerSecond = 100;

    /// <summary>Wrong keys per minute from one address; a classroom shares one.</summary>
    private const int WrongKeysPerMinute = 120;

    private readonly PartitionedRateLimiter<Guid> _probes = PerSecond(ProbesPerSecond);
    private readonly PartitionedRateLimiter<Guid> _reads = PerSecond(ReadsPerSecond);
    private readonly TokenBucketRateLimiter _allProbes = new(Bucket(AllProbesPerSecond));
    private readonly PartitionedRateLimiter<string> _wrongKeys = PartitionedRateLimiter.Create<string, string>(from =>
        RateLimitPartition.GetFixedWindowLimiter(from, _ => new FixedWindowRateLimiterOptions
        {
            PermitLimit = WrongKeysPerMinute,
            Window = TimeSpan.FromMinutes(1),
        })
    );

    /// <summary>Whether a run may send another request into its shop now.</summary>
    public bool MayProbe(Guid runId) => Take(_probes, runId) && Take(_allProbes);

    /// <summary>Whether a run may read again now.</summary>
    public bool MayRead(Guid runId) => Take(_reads, runId);

    /// <summary>Whether keys from this address are checked: not after too many wrong ones.</summary>
    public bool MayTry(string from) => _wrongKeys.GetStatistics(from) is not { CurrentAvailablePermits: 0 };

    /// <summary>Counts a wrong key.</summary>
    public void CountWrongKey(string from) => Take(_wrongKeys, from);

    public async ValueTask DisposeAsync()
    {
        await _probes.DisposeAsync();
        await _reads.DisposeAsync();
        await _allProbes.DisposeAsync();
        await _wrongKeys.DisposeAsync();
    }

    private static PartitionedRateLimiter<Guid> PerSecond(int count) =>
        PartitionedRateLimiter.Create<Guid, Guid>(run => RateLimitPartition.GetTokenBucketLimiter(run, _ => Bucket(count)));

    private static TokenBucketRateLimiterOptions Bucket(int count) =>
        new()
        {
            TokenLimit = count,
            TokensPerPeriod = count,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = true,
        };

    private static bool Take<T>(PartitionedRateLimiter<T> limiter, T key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static bool Take(RateLimiter limiter)
    {
        using var lease = limiter.AttemptAcquire();
        return lease.IsAcquired;
    }
}
