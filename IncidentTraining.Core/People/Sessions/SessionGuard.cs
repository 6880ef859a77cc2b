using System.Collections.Concurrent;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.People;

/// <summary>The rights of a session.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="IsAdministrator">Whether the person administers the site.</param>
public sealed record Standing(Guid PersonId, string Name, bool IsAdministrator);

/// <summary>
/// Determines whether a session is still valid, and for whom. Called for every request and every event of an open page, so the answer is
/// cached for a few seconds; a change in this process invalidates it at once.
/// </summary>
public sealed class SessionGuard : IDisposable
{
    /// <summary>How long an answer is cached: the longest time that a session ended by another process remains usable.</summary>
    public static readonly TimeSpan Trust = TimeSpan.FromSeconds(5);

    private const int MostCached = 20_000;

    private readonly ConcurrentDictionary<Guid, Answer> _answers = new();
    private readonly IDbContextFactory<TrainingDb> _databases;
    private readonly TimeProvider _time;
    private readonly IDisposable _subscription;

    /// <summary>Creates the guard.</summary>
    public SessionGuard(IDbContextFactory<TrainingDb> databases, LiveEvents events, TimeProvider time)
    {
        (_databases, _time) = (databases, time);
        _subscription = events.SubscribeToAll<AccessChanged>(changed =>
        {
            Forget(changed.PersonId);
            return Task.CompletedTask;
        });
    }

    /// <summary>The rights of the session; null when it was ended or its account is disabled.</summary>
    /// <param name="sessionId">The session named in the sign-in.</param>
    /// <param name="fresh">Whether to bypass the cache.</param>
    /// <param name="ct">Stops the reading.</param>
    public async Task<Standing?> CheckAsync(Guid sessionId, bool fresh = false, CancellationToken ct = default)
    {
        if (!fresh && _answers.TryGetValue(sessionId, out var answer) && _time.GetElapsedTime(answer.At) < Trust)
        {
            return answer.Standing;
        }

        var asked = _time.GetTimestamp();
        await using var db = await _databases.CreateDbContextAsync(ct);
        var standing = await (
            from session in db.Set<Session>()
            join person in db.Set<Person>() on session.PersonId equals person.Id
            where session.Id == sessionId && session.EndedAt == null && person.DisabledAt == null
            select new Standing(person.Id, person.DisplayName, person.IsAdministrator)
        ).SingleOrDefaultAsync(ct);
        if (_answers.Count >= MostCached)
        {
            _answers.Clear();
        }

        _answers[sessionId] = new Answer(standing, asked);
        return standing;
    }

    /// <inheritdoc />
    public void Dispose() => _subscription.Dispose();

    private void Forget(Guid personId)
    {
        foreach (var (sessionId, answer) in _answers)
        {
            if (answer.Standing?.PersonId == personId)
            {
                _answers.TryRemove(sessionId, out _);
            }
        }
    }

    private sealed record Answer(Standing? Standing, long At);
}
