using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// A crew starts its lab from the lobby, together. The incident commander starts; if none is present, any member may. Only members who have
/// the lobby open are in the crew: a person who is away gets no credit for the run, and joins it later.
/// </summary>
public sealed class StartTogether(LabStarter starter, LobbyPresence presence, ShopHost host, LiveEvents events) : IUseCase
{
    /// <summary>Starts and returns the run; a lobby that has started returns its run, so that two clicks start one.</summary>
    public async Task<Outcome<Guid>> RunAsync(Actor actor, Guid lobbyId, CancellationToken ct = default)
    {
        Guid? newIn = null;
        var started = await starter.WriteAsync<Guid>(
            async (db, unplayed) =>
            {
                var visible = await db.RequireVisibleLobbyAsync(actor, lobbyId, ct);
                if (!visible.Succeeded)
                {
                    return visible.Refusal;
                }

                var (lobby, member) = visible.Value;
                if (
                    lobby.RunId is { } already
                    && await db.IsOfCrewAsync(actor, await db.Set<LabRun>().SingleAsync(one => one.Id == already, ct), ct)
                )
                {
                    return already;
                }

                var run = await StartAsync(db, actor, lobby, member.Role, unplayed, ct);
                newIn = run.Succeeded ? lobby.CohortId : null;
                return run;
            },
            ct
        );
        if (newIn is { } cohortId)
        {
            host.Watch(started.Value);
            await events.PublishAsync(lobbyId, new LobbyChanged(lobbyId));
            await events.PublishAsync(cohortId, new RunsOfClassChanged(cohortId));
            await events.PublishAsync(cohortId, new ActivityRunsChanged(cohortId));
        }

        return started;
    }

    private async Task<Outcome<Guid>> StartAsync(
        TrainingDb db,
        Actor actor,
        CrewLobby lobby,
        ClassRole role,
        UnplayedCause unplayed,
        CancellationToken ct
    )
    {
        var names = await db.NamesOfAsync(lobby, ct);
        if (lobby.MayStart(actor.PersonId, IsHere, person => names[person]) is { Succeeded: false } refused)
        {
            return refused.Refusal;
        }

        var lab = await starter.RequireLabAsync(db, lobby.CohortId, lobby.PageId, ct);
        if (!lab.Succeeded)
        {
            return lab.Refusal;
        }

        if (await LabStarter.RequireOpenAsync(db, lab.Value, role, ct) is { Succeeded: false } closed)
        {
            return closed.Refusal;
        }

        if (await db.OpenRunOfAsync(actor.PersonId, lobby.CohortId, lobby.PageId, ct) is not null)
        {
            return Refusal.Conflict("You already have an open run of this lab. Finish it first, or leave its crew.");
        }

        var crew = new List<LobbySeat>();
        foreach (
            var seat in lobby
                .Seats.OrderBy(seat => seat.SatAt)
                .ThenBy(seat => seat.PersonId)
                .Where(seat => seat.PersonId == actor.PersonId || IsHere(seat.PersonId))
        )
        {
            // A person who started the lab elsewhere meanwhile stays there.
            if (await db.OpenRunOfAsync(seat.PersonId, lobby.CohortId, lobby.PageId, ct) is null)
            {
                crew.Add(seat);
            }
        }

        // Roles that no one has taken go to the commander or, without one, to the person who starts.
        var commander = crew.Find(seat => seat.Roles.Contains(IncidentRole.Commander))?.PersonId ?? actor.PersonId;
        var holders = Enum.GetValues<IncidentRole>()
            .ToDictionary(one => one, one => crew.Find(seat => seat.Roles.Contains(one))?.PersonId ?? commander);
        var kept = await db.KeptCrewOfAsync(lobby.CohortId, actor.PersonId, lobby.PageId, ct);
        var run = await starter.CreateAsync(
            db,
            lab.Value,
            actor.PersonId,
            rehearsalRate: null,
            isTeam: true,
            Words(kept, crew, holders, names),
            unplayed,
            ct
        );
        if (!run.Succeeded)
        {
            return run.Refusal;
        }

        db.AddRange(
            crew.Where(seat => seat.PersonId != actor.PersonId)
                .Select(seat => new CrewMember(run.Value.Id, seat.PersonId, isHelper: false, TimeSpan.Zero))
        );
        db.AddRange(holders.Where(one => one.Value != actor.PersonId).Select(one => new CrewDuty(run.Value.Id, one.Key, one.Value)));
        lobby.Start(run.Value.Id);
        return run.Value.Id;

        bool IsHere(Guid person) => presence.IsHere(lobby.Id, person);
    }

    private static string Words(
        KeptCrew? kept,
        List<LobbySeat> crew,
        Dictionary<IncidentRole, Guid> holders,
        Dictionary<Guid, string> names
    )
    {
        var people = crew.Select(seat =>
        {
            var roles = holders.Where(one => one.Value == seat.PersonId).Select(one => one.Key.Title().ToLowerInvariant()).ToList();
            return roles.Count == 0 ? names[seat.PersonId] : $"{names[seat.PersonId]} ({string.Join(", ", roles)})";
        });
        return $" {(kept is null ? "The crew" : $"Crew {kept.Number}")}: {string.Join("; ", people)}.";
    }
}
