using IncidentTraining.Core.Live;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// Who has which lobby open. It lives in the process: after a restart the pages come back and say so again, and until then their people are
/// away.
/// </summary>
public sealed class LobbyPresence(LiveEvents events, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid Lobby, Guid Person), int> _pages = [];
    private readonly Dictionary<Guid, DateTime> _leftAt = [];
    private readonly DateTime _since = time.GetUtcNow().UtcDateTime;

    /// <summary>Someone has opened a lobby's page; they are here until the result is disposed, on every page of theirs.</summary>
    public async Task<IAsyncDisposable> EnterAsync(Guid lobbyId, Guid personId)
    {
        bool isFirst;
        lock (_lock)
        {
            isFirst = !_pages.TryGetValue((lobbyId, personId), out var pages);
            _pages[(lobbyId, personId)] = pages + 1;
        }

        if (isFirst)
        {
            await events.PublishAsync(lobbyId, new LobbyChanged(lobbyId));
        }

        return new Stay(() => LeaveAsync(lobbyId, personId));
    }

    /// <summary>Whether someone has the lobby open.</summary>
    internal bool IsHere(Guid lobbyId, Guid personId)
    {
        lock (_lock)
        {
            return _pages.ContainsKey((lobbyId, personId));
        }
    }

    /// <summary>Since when no one of some people has the lobby open, UTC; null while one of them has.</summary>
    internal DateTime? EmptySince(Guid lobbyId, IEnumerable<Guid> people)
    {
        lock (_lock)
        {
            return people.Any(person => _pages.ContainsKey((lobbyId, person))) ? null : _leftAt.GetValueOrDefault(lobbyId, _since);
        }
    }

    private async Task LeaveAsync(Guid lobbyId, Guid personId)
    {
        lock (_lock)
        {
            var key = (lobbyId, personId);
            _pages[key]--;
            if (_pages[key] > 0)
            {
                return;
            }

            _pages.Remove(key);
            _leftAt[lobbyId] = time.GetUtcNow().UtcDateTime;
        }

        await events.PublishAsync(lobbyId, new LobbyChanged(lobbyId));
    }

    private sealed class Stay(Func<Task> leave) : IAsyncDisposable
    {
        private Func<Task>? _leave = leave;

        public async ValueTask DisposeAsync() => await (Interlocked.Exchange(ref _leave, null)?.Invoke() ?? Task.CompletedTask);
    }
}
