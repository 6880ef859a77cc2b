using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// The challenges that browsers sign with a passkey. Each is accepted once: a repeated response is refused. In memory: after a restart a
/// person starts again.
/// </summary>
internal sealed class PasskeyChallenges(TimeProvider time)
{
    /// <summary>How long a challenge is valid.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Open> _open = new();

    /// <summary>Stores what Identity needs to check the response.</summary>
    /// <param name="state">From Identity.</param>
    /// <param name="personId">The person who adds a passkey; null for a sign-in.</param>
    /// <returns>The name by which the browser refers to it.</returns>
    public string Begin(string state, Guid? personId)
    {
        var now = time.GetUtcNow();
        if (_open.Count >= Most)
        {
            foreach (var (old, open) in _open.Where(one => one.Value.Until < now))
            {
                _open.TryRemove(new(old, open));
            }

            // Under a flood of new challenges, people in the middle of one must start again.
            if (_open.Count >= Most)
            {
                _open.Clear();
            }
        }

        var id = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _open[id] = new Open(state, personId, now + Lifetime);
        return id;
    }

    /// <summary>Removes and returns a challenge; null for one that was used, is too old, or belongs to someone else.</summary>
    public string? Take(string? id, Guid? personId) =>
        id is not null && _open.TryRemove(id, out var open) && open.Until >= time.GetUtcNow() && open.PersonId == personId
            ? open.State
            : null;

    private sealed record Open(string State, Guid? PersonId, DateTimeOffset Until);
}
