using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>The storage state of the fields on the page.</summary>
public enum SavingState
{
    /// <summary>Everything is stored.</summary>
    Saved,

    /// <summary>Something was just entered.</summary>
    Unsaved,

    /// <summary>Something is being stored.</summary>
    Saving,

    /// <summary>The last attempt failed.</summary>
    Problem,

    /// <summary>The person must choose between two values.</summary>
    Conflict,
}

/// <summary>
/// Stores a person's entries: shortly after the last key, after five seconds at the latest, and with retries until it succeeds.
/// </summary>
/// <param name="onPage">Runs work on the page's own thread.</param>
public abstract class FieldSaver(TimeProvider time, Action<Func<Task>> onPage) : IDisposable
{
    /// <summary>Typing pause after which a text is stored.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(1200);

    /// <summary>Time after which it is stored while the person is still typing.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>Time between attempts after a failure or refusal.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    private ITimer? _timer;
    private DateTimeOffset? _dirtySince;
    private Task? _flight;
    private string? _trouble;
    private SavingState _told;
    private bool _disposed;

    /// <summary>Raised when the state or a stored value has changed.</summary>
    public event Action? Changed;

    /// <summary>When something was last stored on this page, UTC; null before.</summary>
    public DateTime? SavedAt { get; private set; }

    /// <summary>Why nothing more is stored; null while it can be.</summary>
    public Refusal? Closed { get; private set; }

    /// <summary>Whether a save is in progress.</summary>
    public bool IsSaving { get; private set; }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? Trouble => Closed?.Message ?? _trouble;

    /// <summary>The storage state of the fields.</summary>
    public SavingState State =>
        this switch
        {
            { Trouble: not null } => SavingState.Problem,
            { IsSaving: true } => SavingState.Saving,
            { IsDisputed: true } => SavingState.Conflict,
            { IsDirty: true } => SavingState.Unsaved,
            _ => SavingState.Saved,
        };

    /// <summary>Whether something can be saved that is not stored.</summary>
    protected abstract bool IsDirty { get; }

    /// <summary>Whether a person must choose between two values.</summary>
    protected abstract bool IsDisputed { get; }

    /// <summary>The person is typing: the text is stored when they pause.</summary>
    public void Touch()
    {
        var now = time.GetUtcNow();
        _dirtySince ??= now;
        var left = _dirtySince.Value + Longest - now;
        Arm(left < Quiet ? left : Quiet);
        // The page is not rendered at each character.
        if (State != _told)
        {
            Tell();
        }
    }

    /// <summary>Stores everything now and returns whether it is stored.</summary>
    public async Task<bool> SaveAsync()
    {
        if (_flight is { } under)
        {
            await under;
        }
        else
        {
            _timer?.Dispose();
            var flight = SaveAllAsync();
            _flight = flight.IsCompleted ? null : flight;
            await flight;
        }

        return Trouble is null && !IsDisputed && !IsDirty;
    }

    /// <summary>Sets whether the fields can be stored.</summary>
    public void Close(Refusal? because)
    {
        if (Closed?.Message != because?.Message)
        {
            Closed = because;
            Tell();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        _timer?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stores the entries as they are at the call.</summary>
    /// <returns>When it was stored; null when the portal cannot store anything at the moment.</returns>
    protected abstract Task<Outcome<StoredAt>?> StoreAsync();

    private async Task SaveAllAsync()
    {
        try
        {
            while (IsDirty && Closed is null)
            {
                (IsSaving, _dirtySince) = (true, null);
                var storing = StoreAsync();
                Tell();
                if (!Take(await storing))
                {
                    return;
                }
            }

            _trouble = null;
        }
        finally
        {
            (_flight, IsSaving) = (null, false);
            Tell();
        }
    }

    /// <summary>Returns whether to continue.</summary>
    private bool Take(Outcome<StoredAt>? outcome)
    {
        switch (outcome)
        {
            case null:
                _trouble = "The portal cannot save right now. Trying again.";
                Arm(Pause);
                return false;
            case { Succeeded: false, Refusal: { Kind: RefusalKind.TooLate } late }:
                Closed = late;
                return false;
            case { Succeeded: false, Refusal: { } refusal }:
                _trouble = refusal.Message;
                Arm(Pause);
                return false;
            case { Value.Utc: { } at }:
                (SavedAt, _trouble) = (at, null);
                return true;
            default:
                return true;
        }
    }

    private void Tell()
    {
        _told = State;
        Changed?.Invoke();
    }

    private void Arm(TimeSpan wait)
    {
        _timer?.Dispose();
        if (!_disposed)
        {
            _timer = time.CreateTimer(_ => onPage(SaveAsync), null, wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}

/// <summary>The outcome of an attempt to store.</summary>
/// <param name="Utc">When it was stored, UTC; null when someone else was first, and their values came back.</param>
public sealed record StoredAt(DateTime? Utc);
