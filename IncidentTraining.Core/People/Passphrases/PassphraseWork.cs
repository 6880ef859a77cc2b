namespace IncidentTraining.Core.People;

/// <summary>
/// Hashes and compares passphrases on all processors but one, in the order of the requests. A hash takes tens of milliseconds on purpose: a
/// class that joins at once would otherwise occupy every thread that reads requests and sends answers, until the server takes slow bodies
/// for an attack and resets connections.
/// </summary>
public sealed class PassphraseWork
{
    /// <summary>How many hashes are computed at a time; one processor stays free for the requests.</summary>
    public static readonly int MostAtATime = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly TaskFactory _factory = new(
        new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, MostAtATime).ConcurrentScheduler
    );

    /// <summary>Runs work that keeps a processor busy.</summary>
    /// <param name="work">The work; it must not wait for anything.</param>
    /// <param name="ct">Work that has not begun when it is cancelled is not done.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken ct) => _factory.StartNew(work, ct);
}
