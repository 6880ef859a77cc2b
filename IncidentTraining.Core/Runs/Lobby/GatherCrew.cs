using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A member of a class opens a lobby for a lab, or enters the one in which their kept crew gathers; a classmate enters or leaves it.
/// </summary>
public sealed class GatherCrew(WriteGate gate, LabStarter starter, JoinCrew crews, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>The place of a person who gathers: a lobby, or a run that is already open.</summary>
    /// <param name="LobbyId">The lobby; null when there is a run.</param>
    /// <param name="RunId">The run; null when there is a lobby.</param>
    public sealed record Gathered(Guid? LobbyId, Guid? RunId);

    /// <summary>
    /// Opens a lobby or enters the crew's; a person with an open run of the lab, or whose kept crew has one, gets that run. Two clicks open
    /// one lobby.
    /// </summary>
    public async Task<Outcome<Gathered>> RunAsync(Actor actor, Guid cohortId, string pageId, CancellationToken ct = default)
    {
        var gathered = await gate.WriteAsync(db => GatherAsync(db, actor, cohortId, pageId, ct), ct);
        if (gathered.ValueOrDefault is { RunId: { } runId, IsOfCrew: true })
        {
            var joined = await crews.RunAsync(actor, runId, ct);
            return joined.Succeeded ? new Gathered(null, runId) : joined.Refusal;
        }

        if (gathered.ValueOrDefault is { Lobby: { } lobby })
        {
            await AnnounceAsync(lobby);
        }

        return gathered.Succeeded ? new Gathered(gathered.Value.Lobby?.Id, gathered.Value.RunId) : gathered.Refusal;
    }

    /// <summary>Enters a classmate's lobby.</summary>
    public Task<Outcome> JoinAsync(Actor actor, Guid lobbyId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            lobbyId,
            async (db, lobby, role) =>
            {
                if (lobby.SeatOf(actor.PersonId) is not null)
                {
                    return Outcome.Done;
                }

                if (role is not ClassRole.Trainee)
                {
                    return Refusal.NotAllowed("Only trainees of the class can join a crew.");
                }

                if (await db.OpenRunOfAsync(actor.PersonId, lobby.CohortId, lobby.PageId, ct) is not null)
                {
                    return Refusal.Conflict("You already have an open run of this lab. Finish it first, or leave its crew.");
                }

                if (await db.OpenLobbyOfAsync(actor.PersonId, lobby.CohortId, lobby.PageId, ct) is not null)
                {
                    return Refusal.Conflict("You are in another lobby of this lab. Leave it first.");
                }

                var kept = await db.KeptCrewOfAsync(lobby.CohortId, actor.PersonId, lobby.PageId, ct);
                return kept is not null && kept.Mates.All(mate => lobby.SeatOf(mate.PersonId) is null)
                    ? Refusal.Conflict(
                        $"You are in crew {kept.Number} today, and this is a different crew. Gather with your own, or ask your facilitator to change the crews."
                    )
                    : lobby.Sit(actor.PersonId, Now);
            },
            ct
        );

    /// <summary>Leaves a lobby and releases its roles; the last person closes it. No-op for a person who is not in it.</summary>
    public Task<Outcome> LeaveAsync(Actor actor, Guid lobbyId, CancellationToken ct = default) =>
        ChangeAsync(
            actor,
            lobbyId,
            (_, lobby, _) =>
            {
                lobby.Leave(actor.PersonId, Now);
                return Task.FromResult(Outcome.Done);
            },
            ct
        );

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    private async Task<Outcome<Place>> GatherAsync(TrainingDb db, Actor actor, Guid cohortId, string pageId, CancellationToken ct)
    {
        var member = await db.RequireMemberAsync(actor, cohortId, ct);
        if (!member.Succeeded)
        {
            return member.Refusal;
        }

        var lab = await starter.RequireLabAsync(db, cohortId, pageId, ct);
        if (!lab.Succeeded)
        {
            return lab.Refusal;
        }

        if (lab.Value.Page.IsPractice)
        {
            return Refusal.Conflict(LabStarter.WorkedAlone);
        }

        if (await db.OpenRunOfAsync(actor.PersonId, cohortId, pageId, ct) is { } open)
        {
            return new Place(null, open);
        }

        if (await db.OpenLobbyOfAsync(actor.PersonId, cohortId, pageId, ct) is { } own)
        {
            return new Place(own, null);
        }

        var kept = await db.KeptCrewOfAsync(cohortId, actor.PersonId, pageId, ct);
        if (kept is not null && await db.OpenRunOfCrewAsync(kept, cohortId, pageId, ct) is { } ofCrew)
        {
            return new Place(null, ofCrew, IsOfCrew: true);
        }

        if (await LabStarter.RequireOpenAsync(db, lab.Value, member.Value.Role, ct) is { Succeeded: false } closed)
        {
            return closed.Refusal;
        }

        var lobby = kept is null ? null : await db.OpenLobbyOfCrewAsync(kept, cohortId, pageId, ct);
        if (lobby is null)
        {
            lobby = new CrewLobby(Guid.CreateVersion7(time.GetUtcNow()), cohortId, pageId, Now);
            db.Add(lobby);
        }

        return lobby.Sit(actor.PersonId, Now) is { Succeeded: false } full ? full.Refusal : new Place(lobby, null);
    }

    private async Task<Outcome> ChangeAsync(
        Actor actor,
        Guid lobbyId,
        Func<TrainingDb, CrewLobby, ClassRole, Task<Outcome>> change,
        CancellationToken ct
    )
    {
        CrewLobby? changed = null;
        var outcome = await gate.WriteAsync(
            async db =>
            {
                var visible = await db.RequireVisibleLobbyAsync(actor, lobbyId, ct);
                if (!visible.Succeeded)
                {
                    return visible.Refusal;
                }

                changed = visible.Value.Lobby;
                return await change(db, changed, visible.Value.Member.Role);
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await AnnounceAsync(changed!);
        }

        return outcome;
    }

    private async Task AnnounceAsync(CrewLobby lobby)
    {
        await events.PublishAsync(lobby.Id, new LobbyChanged(lobby.Id));
        await events.PublishAsync(lobby.CohortId, new RunsOfClassChanged(lobby.CohortId));
    }

    private sealed record Place(CrewLobby? Lobby, Guid? RunId, bool IsOfCrew = false);
}
