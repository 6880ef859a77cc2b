using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Features.Reviews.Grading;

/// <summary>Holds the lock on a document while its page is open and reaches its browser.</summary>
/// <param name="take">Acquires or renews the lock.</param>
/// <param name="release">Releases it.</param>
/// <param name="onPage">Runs work on the page's own thread.</param>
public sealed class ReviewLock(
    Func<Task<Outcome>> take,
    Func<Task<Outcome>> release,
    CircuitLine line,
    TimeProvider time,
    Action<Func<Task>> onPage
) : IAsyncDisposable
{
    /// <summary>How often the lock is renewed.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(50);

    private ITimer? _timer;
    private Task _taking = Task.CompletedTask;

    /// <summary>Raised after each attempt.</summary>
    public event Action? Changed;

    /// <summary>Why the lock could not be acquired; null while it is held.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Acquires the lock and begins to renew it.</summary>
    public Task TakeAsync()
    {
        line.Changed += OnLine;
        _timer = time.CreateTimer(_ => onPage(RenewAsync), null, Every, Every);
        return RenewAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_timer is null)
        {
            return;
        }

        line.Changed -= OnLine;
        await _timer.DisposeAsync();
        // Not before it is acquired; otherwise the lock would remain until it expires.
        await _taking;
        await release();
    }

    private void OnLine(bool reaches)
    {
        _timer?.Change(reaches ? Every : Timeout.InfiniteTimeSpan, reaches ? Every : Timeout.InfiniteTimeSpan);
        if (reaches)
        {
            onPage(RenewAsync);
        }
    }

    private Task RenewAsync() => _taking = AttemptAsync();

    private async Task AttemptAsync()
    {
        Refusal = (await take()).Refusal;
        Changed?.Invoke();
    }
}
