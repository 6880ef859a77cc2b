using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A lobby changed: its members, their roles, who is present, its start or end. The key of the event is the lobby.</summary>
/// <param name="LobbyId">The lobby.</param>
public sealed record LobbyChanged(Guid LobbyId);

/// <summary>The only check of who may see a lobby, and the queries to find one.</summary>
internal static class LobbyAccess
{
    private static readonly Refusal Unknown = Refusal.NotFound("There is no such lobby, or it is not in your class.");

    /// <summary>The lobby with the viewer's membership, for the members of its class; for everyone else it does not exist.</summary>
    public static async Task<Outcome<(CrewLobby Lobby, Membership Member)>> RequireVisibleLobbyAsync(
        this TrainingDb db,
        Actor actor,
        Guid lobbyId,
        CancellationToken ct
    )
    {
        if (await db.Set<CrewLobby>().SingleOrDefaultAsync(l => l.Id == lobbyId, ct) is not { } lobby)
        {
            return Unknown;
        }

        var member = await db.RequireMemberAsync(actor, lobby.CohortId, ct);
        return member.Succeeded ? (lobby, member.Value) : member.Refusal.Hiding(Unknown);
    }

    /// <summary>The open lobbies of a class.</summary>
    public static IQueryable<CrewLobby> OpenLobbies(this TrainingDb db, Guid cohortId) =>
        db.Set<CrewLobby>().Where(l => l.CohortId == cohortId && l.RunId == null && l.ClosedAt == null);

    /// <summary>The lobby of a lab in which a person has a seat; null for none.</summary>
    public static Task<CrewLobby?> OpenLobbyOfAsync(
        this TrainingDb db,
        Guid personId,
        Guid cohortId,
        string pageId,
        CancellationToken ct
    ) => db.OpenLobbies(cohortId).Where(l => l.PageId == pageId && l.Seats.Any(s => s.PersonId == personId)).FirstOrDefaultAsync(ct);

    /// <summary>
    /// The lobby of a lab in which members of a kept crew gather; if there are several, the one with most of them. Null for none.
    /// </summary>
    public static Task<CrewLobby?> OpenLobbyOfCrewAsync(
        this TrainingDb db,
        KeptCrew crew,
        Guid cohortId,
        string pageId,
        CancellationToken ct
    )
    {
        var mates = crew.Mates.Select(mate => mate.PersonId).ToList();
        return db.OpenLobbies(cohortId)
            .Where(l => l.PageId == pageId && l.Seats.Any(s => mates.Contains(s.PersonId)))
            .OrderByDescending(l => l.Seats.Count(s => mates.Contains(s.PersonId)))
            .ThenBy(l => l.OpenedAt)
            .FirstOrDefaultAsync(ct);
    }

    /// <summary>The names of a lobby's members by id.</summary>
    public static Task<Dictionary<Guid, string>> NamesOfAsync(this TrainingDb db, CrewLobby lobby, CancellationToken ct)
    {
        var ids = lobby.Seats.Select(seat => seat.PersonId).ToList();
        return db.Set<Person>().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.DisplayName, ct);
    }
}
