namespace IncidentTraining.Core.People;

/// <summary>
/// Hashes and compares passphrases on all processors but one, in the order of the requests. A hash intentionally takes tens of
/// milliseconds: a class that joins at once would otherwise occupy every thread that handles requests, until the server mistakes slow
/// bodies for an attack and resets connections.
/// </summary>
public sealed class PassphraseWork
{
    /// <summary>Number of concurrent hashes; one processor stays free for the requests.</summary>
    public static readonly int MostAtATime = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly TaskFactory _factory = new(
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, MostAtATime).ConcurrentScheduler
    );

    /// <summary>Runs CPU-bound work.</summary>
    /// <param name="work">The work; it must not wait for anything.</param>
    /// <param name="ct">Work that has not begun when it is cancelled is skipped.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken ct) => _factory.StartNew(work, ct);
}
