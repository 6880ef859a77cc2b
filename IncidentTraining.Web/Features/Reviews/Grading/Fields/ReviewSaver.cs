using IncidentTraining.Core.Results;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Grading;

namespace IncidentTraining.Web.Features.Reviews.Grading.Fields;

/// <summary>The storage state of the notes on the page.</summary>
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
/// Stores a grader's entries: shortly after the last key, after five seconds at the latest, and with retries until it succeeds.
/// </summary>
/// <param name="entry">The fields of the page.</param>
/// <param name="save">Stores notes that are based on a version; null when the portal cannot store anything at the moment.</param>
/// <param name="onPage">Runs work on the page's own thread.</param>
public sealed class ReviewSaver(
    ReviewEntry entry,
    Func<int, ReviewNotes, Task<Outcome<SaveReview.Answer>?>> save,
    TimeProvider time,
    Action<Func<Task>> onPage
) : IDisposable
{
    /// <summary>Typing pause after which a text is stored.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(1200);

    /// <summary>Time after which it is stored while the grader is still typing.</summary>
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

    /// <summary>The person who stored the values in dispute.</summary>
    public string Other { get; set; } = "Another instructor";

    /// <summary>Why nothing more is stored; null while the review is open.</summary>
    public Refusal? Closed { get; private set; }

    /// <summary>Whether a save is in progress.</summary>
    public bool IsSaving { get; private set; }

    /// <summary>Why the last attempt failed; null when it did not.</summary>
    public string? Trouble => Closed?.Message ?? _trouble;

    /// <summary>The storage state of the notes.</summary>
    public SavingState State =>
        this switch
        {
            { Trouble: not null } => SavingState.Problem,
            { IsSaving: true } => SavingState.Saving,
            _ when entry.IsDisputed => SavingState.Conflict,
            _ when entry.IsDirty => SavingState.Unsaved,
            _ => SavingState.Saved,
        };

    /// <summary>The grader is typing: the text is stored when they pause.</summary>
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

        return Trouble is null && !entry.IsDisputed && !entry.IsDirty;
    }

    /// <summary>Sets whether the review can be edited.</summary>
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
    }

    private async Task SaveAllAsync()
    {
        try
        {
            while (entry.IsDirty && Closed is null)
            {
                IsSaving = true;
                var (sent, done) = (entry.ToSave(), entry.Send());
                _dirtySince = null;
                var saving = save(entry.Version, sent);
                Tell();
                if (!Take(await saving, done))
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
    private bool Take(Outcome<SaveReview.Answer>? outcome, Action<int> done)
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
            case { Value: { Saved: true } answer }:
                done(answer.Version);
                (SavedAt, _trouble) = (answer.At, null);
                return true;
            case { Value: var answer }:
                Other = answer.By;
                entry.Follow(answer.Present, answer.Version);
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
