using System.Collections.Concurrent;
using System.Globalization;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.People;

/// <summary>
/// Slows the guessing of passphrases and codes. Each wrong attempt increases the wait before the next one, for the account at one address,
/// for the account as a whole, and for the address. A browser that has signed in to the account before is counted separately: others who
/// guess cannot lock out its owner.
/// </summary>
/// <remarks>In memory: a restart resets it, which gives a guesser a few more attempts.</remarks>
public sealed class SignInTries(TimeProvider time)
{
    private const int MostCounted = 50_000;
    private static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(30);
    private static readonly Limit OfKnownBrowser = new(Free: 10, TimeSpan.FromSeconds(30));
    private static readonly Limit OfAccountAtAddress = new(Free: 5, TimeSpan.FromMinutes(1));
    private static readonly Limit OfAccount = new(Free: 20, TimeSpan.FromMinutes(5));

    // A class of 300 behind one address makes many honest mistakes in its first minutes.
    private static readonly Limit OfAddress = new(Free: 300, TimeSpan.FromSeconds(30));

    private readonly ConcurrentDictionary<string, Count> _counts = new();

    /// <summary>Time to wait before the next attempt; zero when it is allowed now.</summary>
    /// <param name="account">The user name, whether or not it exists; empty to count by address only.</param>
    /// <param name="visit">The source of the attempt.</param>
    /// <param name="isKnown">Whether the browser has signed in to the account before.</param>
    public TimeSpan WaitFor(string account, Visit visit, bool isKnown)
    {
        var now = time.GetUtcNow();
        return Counted(account, visit, isKnown)
            .Select(one => _counts.TryGetValue(one.Key, out var count) ? count.Until(one.Limit) - now : TimeSpan.Zero)
            .Append(TimeSpan.Zero)
            .Max();
    }

    /// <summary>Refuses an attempt that comes too early; null when it is allowed now.</summary>
    /// <param name="account">The user name, whether or not it exists; empty to count by address only.</param>
    /// <param name="visit">The source of the attempt.</param>
    /// <param name="isKnown">Whether the browser has signed in to the account before.</param>
    /// <param name="what">The kind of attempts, for the message.</param>
    public Refusal? RefuseEarly(string account, Visit visit, bool isKnown, string what = "attempts")
    {
        var wait = WaitFor(account, visit, isKnown);
        var seconds = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return wait <= TimeSpan.Zero
            ? null
            : Refusal.TooMany(
                $"There were too many wrong {what}. Wait {(seconds == "1" ? "1 second" : $"{seconds} seconds")}, then try again.",
                wait
            );
    }

    /// <summary>Counts a wrong attempt.</summary>
    /// <inheritdoc cref="WaitFor" />
    public void Failed(string account, Visit visit, bool isKnown)
    {
        var now = time.GetUtcNow();
        if (_counts.Count > MostCounted)
        {
            Prune(now);
        }

        foreach (var (key, _) in Counted(account, visit, isKnown))
        {
            _counts.AddOrUpdate(key, new Count(1, now), (_, before) =>
                now - before.Last > Forgotten ? new Count(1, now) : new Count(before.Wrong + 1, now)
            );
        }
    }

    /// <summary>Uncounts an attempt that turned out not to be wrong; earlier ones stay.</summary>
    /// <inheritdoc cref="WaitFor" />
    public void Withdraw(string account, Visit visit, bool isKnown)
    {
        foreach (var (key, _) in Counted(account, visit, isKnown))
        {
            _counts.AddOrUpdate(key, new Count(0, time.GetUtcNow()), (_, before) => before with { Wrong = Math.Max(0, before.Wrong - 1) });
        }
    }

    /// <summary>
    /// Clears the wrong attempts for the account at this address or in this browser; those of the address as a whole stay.
    /// </summary>
    /// <inheritdoc cref="WaitFor" />
    public void Succeeded(string account, Visit visit, bool isKnown) =>
        _counts.TryRemove(Counted(account, visit, isKnown).First().Key, out _);

    private static IEnumerable<(string Key, Limit Limit)> Counted(string account, Visit visit, bool isKnown)
    {
        if (isKnown)
        {
            return [($"known {account}", OfKnownBrowser)];
        }

        if (account.Length == 0)
        {
            return [($"from {visit.Address}", OfAddress)];
        }

        return
        [
            ($"at {visit.Address} {account}", OfAccountAtAddress),
            ($"account {account}", OfAccount),
            ($"from {visit.Address}", OfAddress),
        ];
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var (key, count) in _counts)
        {
            if (now - count.Last > Forgotten)
            {
                _counts.TryRemove(key, out _);
            }
        }

        if (_counts.Count > MostCounted)
        {
            // A flood of invented names: at worst, clearing this gives some more attempts.
            _counts.Clear();
        }
    }

    private sealed record Limit(int Free, TimeSpan Longest);

    private sealed record Count(int Wrong, DateTimeOffset Last)
    {
        /// <summary>When the next attempt is allowed: after one second, then two, then four, up to the maximum.</summary>
        public DateTimeOffset Until(Limit limit) =>
            Wrong < limit.Free
                ? DateTimeOffset.MinValue
                : Last + TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(Wrong - limit.Free, 20)), limit.Longest.TotalSeconds));
    }
}
