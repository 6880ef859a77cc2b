namespace IncidentTraining.Core.People;

/// <summary>
/// Hashes and compares passphrases on threads of its own, in the order of the requests. A hash takes tens of milliseconds on purpose: a class that joins at
/// once would otherwise occupy every thread that reads requests and sends answers, until the server takes slow bodies for an attack and resets connections.
/// </summary>
public sealed class PassphraseWork : IDisposable
{
    // One core stays free for the requests.
    private static readonly int Threads = Math.Max(1, Environment.ProcessorCount - 1);

    private readonly Queue<Action> _waiting = [];
    private bool _started;
    private bool _ended;

    /// <summary>Runs work that keeps a processor busy.</summary>
    /// <param name="work">The work; it must not wait for anything.</param>
    /// <param name="ct">Work that has not begun when it is cancelled is not done.</param>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            ObjectDisposedException.ThrowIf(_ended, this);
            _waiting.Enqueue(() => Do(work, done, ct));
            Monitor.Pulse(_waiting);
            if (!_started)
            {
                _started = true;
                for (var number = 1; number <= Threads; number++)
                {
                    new Thread(Work) { IsBackground = true, Name = $"Passphrases {number}" }.Start();
                }
            }
        }

        return done.Task;
    }

    /// <summary>Ends the threads after the work that waits.</summary>
    public void Dispose()
    {
        lock (_waiting)
        {
            _ended = true;
            Monitor.PulseAll(_waiting);
        }
    }

    private static void Do<T>(Func<T> work, TaskCompletionSource<T> done, CancellationToken ct)
    {
        if (ct.IsCancellationRequested)
        {
            done.SetCanceled(ct);
            return;
        }

        // A task keeps what the work throws.
        var task = new Task<T>(work);
        task.RunSynchronously(TaskScheduler.Default);
        done.SetFromTask(task);
    }

    private void Work()
    {
        while (Next() is { } work)
        {
            work();
        }
    }

    private Action? Next()
    {
        lock (_waiting)
        {
            while (_waiting.Count == 0 && !_ended)
            {
                Monitor.Wait(_waiting);
            }

            return _waiting.TryDequeue(out var work) ? work : null;
        }
    }
}
