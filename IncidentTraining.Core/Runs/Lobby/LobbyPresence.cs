using System.Collections.Concurrent;
using IncidentTraining.Core.Live;

namespace IncidentTraining.Core.Runs;

/// <summary>Who has which lobby open, and since when no one has.</summary>
public sealed class LobbyPresence(LiveEvents events, TimeProvider time)
{
    private readonly PresenceRegistry _visits = new();
    private readonly ConcurrentDictionary<Guid, DateTime> _leftAt = [];
    private readonly DateTime _since = time.GetUtcNow().UtcDateTime;

    /// <summary>Someone has opened a lobby's page; they are here until the result is disposed, on every page of theirs.</summary>
    public async Task<IAsyncDisposable> EnterAsync(Guid lobbyId, Guid personId)
    {
        var visit = new PresentPage(lobbyId, personId);
        if (_visits.Enter(visit))
        {
            await events.PublishAsync(lobbyId, new LobbyChanged(lobbyId));
        }

        return new Stay(() => LeaveAsync(visit));
    }

    /// <summary>Whether someone has the lobby open.</summary>
    internal bool IsHere(Guid lobbyId, Guid personId) => _visits.Of(lobbyId).ContainsKey(personId);

    /// <summary>Since when no one of some people has the lobby open, UTC; null while one of them has.</summary>
    internal DateTime? EmptySince(Guid lobbyId, IEnumerable<Guid> people)
    {
        var here = _visits.Of(lobbyId);
        return people.Any(here.ContainsKey) ? null : _leftAt.GetValueOrDefault(lobbyId, _since);
    }

    private async Task LeaveAsync(PresentPage visit)
    {
        // Noted first: a lobby without anyone must never look empty since a moment before.
        _leftAt[visit.ThingId] = time.GetUtcNow().UtcDateTime;
        if (_visits.Leave(visit))
        {
            await events.PublishAsync(visit.ThingId, new LobbyChanged(visit.ThingId));
        }
    }

    private sealed class Stay(Func<Task> leave) : IAsyncDisposable
    {
        private Func<Task>? _leave = leave;

        public async ValueTask DisposeAsync() => await (Interlocked.Exchange(ref _leave, null)?.Invoke() ?? Task.CompletedTask);
    }
}
