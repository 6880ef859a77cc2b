using System.Collections.Concurrent;
using IncidentTraining.Core.Live;

namespace IncidentTraining.Core.Runs;

/// <summary>Who has which lobby open, and since when each one has been empty.</summary>
public sealed class LobbyPresence(LiveEvents events, TimeProvider time)
{
    private readonly PresenceRegistry _visits = new();
    private readonly ConcurrentDictionary<Guid, DateTime> _leftAt = [];
    private readonly DateTime _since = time.GetUtcNow().UtcDateTime;

    /// <summary>A person has opened a lobby's page; they count as present until the result is disposed, on each of their pages.</summary>
    public async Task<IAsyncDisposable> EnterAsync(Guid lobbyId, Guid personId)
    {
        var visit = new PresentPage(lobbyId, personId);
        if (_visits.Enter(visit))
        {
            await events.PublishAsync(lobbyId, new LobbyChanged(lobbyId));
        }

        return new Stay(() => LeaveAsync(visit));
    }

    /// <summary>Whether a person has the lobby open.</summary>
    internal bool IsHere(Guid lobbyId, Guid personId) => _visits.Of(lobbyId).ContainsKey(personId);

    /// <summary>Since when none of the given people has had the lobby open, UTC; null while one of them has.</summary>
    internal DateTime? EmptySince(Guid lobbyId, IEnumerable<Guid> people)
    {
        var here = _visits.Of(lobbyId);
        return people.Any(here.ContainsKey) ? null : _leftAt.GetValueOrDefault(lobbyId, _since);
    }

    private async Task LeaveAsync(PresentPage visit)
    {
        // Recorded first: an empty lobby must never look as if it had just become empty.
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
