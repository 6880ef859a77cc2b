using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>Shows a lobby to the members of its class.</summary>
public sealed class ReadLobby(IDbContextFactory<TrainingDb> databases, LabCatalogue labs, RunScenarios scenarios, LobbyPresence presence)
    : IUseCase
{
    /// <summary>The current state of the lobby.</summary>
    public async Task<Outcome<LobbyView>> RunAsync(Actor actor, Guid lobbyId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var visible = await db.RequireVisibleLobbyAsync(actor, lobbyId, ct);
        if (!visible.Succeeded)
        {
            return visible.Refusal;
        }

        var lobby = visible.Value.Lobby;
        var cohort = await db.Set<Cohort>().Where(c => c.Id == lobby.CohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        var lab = labs.Of(cohort.DayId, cohort.PlanId).FirstOrDefault(l => l.PageId == lobby.PageId);
        if (lab?.ScenarioId is null || scenarios.Find(lab.ScenarioId) is not { } scenario)
        {
            return Refusal.NotFound("Your class's training day no longer has this lab.");
        }

        var names = await db.NamesOfAsync(lobby, ct);
        var kept = await db.KeptCrewOfAsync(lobby.CohortId, actor.PersonId, lobby.PageId, ct);
        var run = lobby.RunId is { } runId ? await db.Set<LabRun>().AsNoTracking().SingleAsync(one => one.Id == runId, ct) : null;
        var isOfRun = run is not null && await db.IsOfCrewAsync(actor, run, ct);
        IReadOnlyList<LobbyMate> mates =
        [
            .. lobby
                .Seats.OrderBy(seat => seat.SatAt)
                .ThenBy(seat => seat.PersonId)
                .Select(seat => new LobbyMate(seat.PersonId, names[seat.PersonId], IsHere(seat.PersonId), seat.IsReady, seat.Roles)),
        ];
        return new LobbyView
        {
            LobbyId = lobby.Id,
            Lab = lab,
            Objective = scenario.Objective,
            Briefing = scenario.Briefing,
            Signs = scenario.Signs,
            Mates = mates,
            Me = mates.FirstOrDefault(mate => mate.PersonId == actor.PersonId),
            KeptCrew = kept?.Number,
            Missing =
            [
                .. (kept?.Mates ?? [])
                    .Where(mate => lobby.SeatOf(mate.PersonId) is null && mate.PersonId != actor.PersonId)
                    .Select(mate => mate.Name),
            ],
            Rules = await db.CrewRulesOfAsync(lobby.CohortId, ct),
            IsOpen = lobby.IsOpen,
            RunId = isOfRun ? run!.Id : null,
            JoinableRunId = run is { HasEnded: false } && !isOfRun ? run.Id : null,
            WhoStartsInstead = lobby.MayStart(actor.PersonId, IsHere, person => names[person]).Refusal?.Message,
        };

        bool IsHere(Guid person) => presence.IsHere(lobby.Id, person);
    }
}
