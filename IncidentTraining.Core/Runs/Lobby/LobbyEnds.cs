using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Closes the lobbies of a class that is archived.</summary>
public sealed class CloseLobbiesOfClass(CloseLobbies lobbies) : IClassEnd
{
    /// <inheritdoc />
    public Task EndAsync(Guid cohortId, CancellationToken ct) => lobbies.CloseAsync(lobby => lobby.CohortId == cohortId, ct);
}

/// <summary>A person who leaves the class leaves its lobbies and releases their roles.</summary>
public sealed class LeaveLobbies(LiveEvents events, TimeProvider time) : IMembershipEnd
{
    /// <inheritdoc />
    public async Task<Func<Task>> EndAsync(TrainingDb db, Guid cohortId, Guid personId, CancellationToken ct)
    {
        var lobbies = await db.OpenLobbies(cohortId).Where(lobby => lobby.Seats.Any(seat => seat.PersonId == personId)).ToListAsync(ct);
        foreach (var lobby in lobbies)
        {
            lobby.Leave(personId, time.GetUtcNow().UtcDateTime);
        }

        return async () =>
        {
            foreach (var lobby in lobbies)
            {
                await events.PublishAsync(lobby.Id, new LobbyChanged(lobby.Id));
            }
        };
    }
}

/// <summary>Closes lobbies that no one needs.</summary>
public sealed class CloseLobbies(
    IDbContextFactory<TrainingDb> databases,
    WriteGate gate,
    LobbyPresence presence,
    LiveEvents events,
    TimeProvider time
) : IUseCase
{
    /// <summary>A lobby that none of its members has open for this long is closed.</summary>
    public static readonly TimeSpan EmptyTime = TimeSpan.FromMinutes(30);

    /// <summary>Closes the lobbies that have been empty for <see cref="EmptyTime"/>.</summary>
    public Task CloseEmptyAsync(CancellationToken ct) => CloseAsync(IsEmptyForLong, ct);

    internal async Task CloseAsync(Func<CrewLobby, bool> which, CancellationToken ct)
    {
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (!(await Open(db).AsNoTracking().ToListAsync(ct)).Exists(lobby => which(lobby)))
            {
                // Checked every minute, so the single writer is not used without need.
                return;
            }
        }

        List<CrewLobby> closed = [];
        await gate.WriteAsync(
            async db =>
            {
                closed = (await Open(db).ToListAsync(ct)).FindAll(lobby => which(lobby));
                closed.ForEach(lobby => lobby.Close(time.GetUtcNow().UtcDateTime));
                return Outcome.Done;
            },
            ct
        );
        foreach (var lobby in closed)
        {
            await events.PublishAsync(lobby.Id, new LobbyChanged(lobby.Id));
            await events.PublishAsync(lobby.CohortId, new RunsOfClassChanged(lobby.CohortId));
        }
    }

    private static IQueryable<CrewLobby> Open(TrainingDb db) =>
        db.Set<CrewLobby>().Where(lobby => lobby.RunId == null && lobby.ClosedAt == null);

    private bool IsEmptyForLong(CrewLobby lobby)
    {
        if (presence.EmptySince(lobby.Id, lobby.Seats.Select(seat => seat.PersonId)) is not { } left)
        {
            return false;
        }

        var since = left > lobby.OpenedAt ? left : lobby.OpenedAt;
        return time.GetUtcNow().UtcDateTime - since >= EmptyTime;
    }
}
