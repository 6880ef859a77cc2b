using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Assessment;

/// <summary>A lab of the day with a person's runs of it.</summary>
/// <param name="Page">The lab.</param>
/// <param name="IsLive">Whether it has a practice shop that can be started now.</param>
/// <param name="Runs">The person's runs, newest first.</param>
/// <param name="Crews">Crews of classmates who are working on it and accept more people.</param>
public sealed record LabWithRuns(LabPage Page, bool IsLive, IReadOnlyList<RunSummary> Runs, IReadOnlyList<OpenCrew> Crews)
{
    /// <summary>Whether the lab is closed to the person until the facilitator starts it.</summary>
    public bool OpensLater { get; init; }

    /// <summary>The crew formed by the staff with which the person starts the lab; null when the person may choose.</summary>
    public KeptCrew? KeptCrew { get; init; }

    /// <summary>The lobby in which the person is waiting for the start; null for none.</summary>
    public Guid? OwnLobby { get; init; }

    /// <summary>Lobbies that the person can join.</summary>
    public IReadOnlyList<OpenLobby> Lobbies { get; init; } = [];

    /// <summary>The run that can be continued; null when none is open.</summary>
    public RunSummary? Open => Runs.FirstOrDefault(run => run.State is RunState.Running or RunState.Paused);

    /// <summary>
    /// The best run that counts: resolved first, then the right cause, then the shortest time; null before the first has ended.
    /// </summary>
    public RunSummary? Best =>
        Counted
            .OrderByDescending(run => run.Resolved)
            .ThenByDescending(run => run.CauseWasRight)
            .ThenBy(run => run.TimeToResolve ?? TimeSpan.MaxValue)
            .FirstOrDefault();

    /// <summary>The last run that counts; null before the first has ended.</summary>
    public RunSummary? Last => Counted.FirstOrDefault();

    private IEnumerable<RunSummary> Counted => Runs.Where(run => run is { EndedAt: not null, IsRehearsal: false, HasResult: true });
}

/// <summary>A crew that accepts more people.</summary>
/// <param name="RunId">The run.</param>
/// <param name="StartedBy">Who started it.</param>
/// <param name="People">Number of members.</param>
public sealed record OpenCrew(Guid RunId, string StartedBy, int People)
{
    /// <summary>Whether the run is a rehearsal, which is not graded.</summary>
    public bool IsRehearsal { get; init; }
}

/// <summary>A lobby in which a crew gathers and that accepts more people.</summary>
/// <param name="LobbyId">The lobby.</param>
/// <param name="OpenedBy">Who came first.</param>
/// <param name="People">Number of people in it.</param>
public sealed record OpenLobby(Guid LobbyId, string OpenedBy, int People);

/// <summary>A run in a list.</summary>
/// <param name="RunId">The run.</param>
/// <param name="State">Whether it goes.</param>
/// <param name="IsRehearsal">Whether it is a rehearsal, which is not graded.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC.</param>
/// <param name="Phase">The incident's phase.</param>
/// <param name="Severity">The last severity that the crew set.</param>
/// <param name="Resolved">Whether the recovery was measured.</param>
/// <param name="CauseWasRight">Whether the declared diagnosis was right in all parts; only for ended runs.</param>
/// <param name="TimeToResolve">The time to resolve; null when it was not resolved.</param>
public sealed record RunSummary(
    Guid RunId,
    RunState State,
    bool IsRehearsal,
    DateTime StartedAt,
    DateTime? EndedAt,
    IncidentPhase Phase,
    Severity? Severity,
    bool Resolved,
    bool CauseWasRight = false,
    TimeSpan? TimeToResolve = null
)
{
    /// <summary>Whether its crew worked; a run in which no one did has no result (<see cref="CrewWork"/>).</summary>
    public bool HasResult { get; init; } = true;

    /// <summary>Whether an instructor corrected a part of its result.</summary>
    public bool IsCorrected { get; init; }
}

/// <summary>The labs of a class's day, each with the actor's own runs.</summary>
public sealed class MyRuns(IDbContextFactory<TrainingDb> databases, LabCatalogue labs, RunScenarios scenarios, RehearsalPolicy rehearsals)
    : IUseCase
{
    /// <summary>The labs, and whether the actor may start rehearsals.</summary>
    public async Task<Outcome<(IReadOnlyList<LabWithRuns> Labs, bool MayRehearse)>> RunAsync(
        Actor actor,
        Guid cohortId,
        CancellationToken ct = default
    )
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var membership = await db.RequireMemberAsync(actor, cohortId, ct);
        if (!membership.Succeeded)
        {
            return membership.Refusal;
        }

        var cohort = await db.Set<Cohort>().Where(c => c.Id == cohortId).Select(c => new { c.DayId, c.PlanId }).SingleAsync(ct);
        // An on-call incident is reached by its page: listed under its lab, it would reveal which one was drawn.
        var runs = await (
            from run in db.RunsOf(actor.PersonId).AsNoTracking()
            join incident in db.Set<Incident>() on run.Id equals incident.RunId
            join result in db.Set<RunResult>() on run.Id equals result.RunId into results
            from result in results.DefaultIfEmpty()
            where run.CohortId == cohortId && (run.ShiftId == null || run.State == RunState.Finished || run.State == RunState.Closed)
            orderby run.StartedAt descending
            select new
            {
                run.PageId,
                Summary = new RunSummary(
                    run.Id,
                    run.State,
                    run.IsRehearsal,
                    run.StartedAt,
                    run.EndedAt,
                    incident.Phase,
                    incident.Severity,
                    incident.ResolvedAt != null,
                    result != null && result.CauseWasRight,
                    result == null ? null : result.Resolve
                ),
            }
        ).ToListAsync(ct);
        var kept = await db.KeptCrewOfAsync(cohortId, actor.PersonId, ct);
        var crews = (await CrewsAsync(db, actor, cohortId, kept, ct)).ToLookup(row => row.PageId, row => row.Crew);
        var lobbies = await LobbiesAsync(db, cohortId, ct);
        var waits =
            membership.Value.Role == ClassRole.Trainee
            && await db.Set<RunOfDay>().AnyAsync(d => d.CohortId == cohortId && d.LabsOpenWithTimer, ct);
        var begun = waits ? await db.Set<TimedActivity>().Where(a => a.CohortId == cohortId).Select(a => a.ActivityId).ToListAsync(ct) : [];
        var worked = await CrewWork.OfAsync(db, runs.ConvertAll(run => run.Summary.RunId), ct);
        var corrections = await db.CorrectedPartsAsync(db.RunsOf(actor.PersonId).Where(run => run.CohortId == cohortId), ct);
        var byPage = runs.ToLookup(
            run => run.PageId,
            run =>
                run.Summary with
                {
                    HasResult = worked.Contains(run.Summary.RunId),
                    IsCorrected = corrections.TryGetValue(run.Summary.RunId, out var corrected) && corrected.All.Count > 0,
                }
        );
        IReadOnlyList<LabWithRuns> found =
        [
            .. labs.Of(cohort.DayId, cohort.PlanId)
                .Select(page => new LabWithRuns(
                    page,
                    page.ScenarioId is { } id && scenarios.Find(id) is not null,
                    [.. byPage[page.PageId]],
                    [.. crews[page.PageId]]
                )
                {
                    KeptCrew = !page.IsPractice && kept is var (crew, plan) && plan.CountsFor(page.PageId) ? crew : null,
                    OpensLater = waits && !page.IsPractice && !begun.Contains(page.PageId),
                    OwnLobby = lobbies.Find(lobby => lobby.PageId == page.PageId && lobby.People.Contains(actor.PersonId))?.Open.LobbyId,
                    Lobbies =
                    [
                        .. lobbies
                            .Where(lobby => lobby.PageId == page.PageId && lobby.IsOpenTo(actor.PersonId, kept))
                            .Select(lobby => lobby.Open),
                    ],
                }),
        ];
        return (found, rehearsals.TraineesMay || membership.Value.Role != ClassRole.Trainee);
    }

    private static async Task<List<LobbyRow>> LobbiesAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        var open = await db.OpenLobbies(cohortId).AsNoTracking().OrderBy(lobby => lobby.OpenedAt).ToListAsync(ct);
        var ids = open.SelectMany(lobby => lobby.Seats).Select(seat => seat.PersonId).ToHashSet();
        var names = await db.Set<Person>()
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => person.DisplayName, ct);
        return open.ConvertAll(lobby => new LobbyRow(
            lobby.PageId,
            [.. lobby.Seats.Select(seat => seat.PersonId)],
            new OpenLobby(lobby.Id, names[lobby.Seats.MinBy(seat => (seat.SatAt, seat.PersonId))!.PersonId], lobby.Seats.Count)
        ));
    }

    private sealed record LobbyRow(string PageId, IReadOnlyList<Guid> People, OpenLobby Open)
    {
        // A member of a crew cannot join another one.
        public bool IsOpenTo(Guid personId, (KeptCrew Crew, CrewPlan Plan)? kept) =>
            !People.Contains(personId)
            && People.Count < Runs.Crew.Most
            && (kept is not { } own || !own.Plan.CountsFor(PageId) || own.Crew.Mates.Any(mate => People.Contains(mate.PersonId)));
    }

    private static async Task<IEnumerable<(string PageId, OpenCrew Crew)>> CrewsAsync(
        TrainingDb db,
        Actor actor,
        Guid cohortId,
        (KeptCrew Crew, CrewPlan Plan)? kept,
        CancellationToken ct
    )
    {
        var mates = kept?.Crew.Mates.Select(mate => mate.PersonId).ToList() ?? [];
        var rows = await (
            from run in db.Set<LabRun>().AsNoTracking()
            join starter in db.Set<Person>() on run.PersonId equals starter.Id
            where
                run.CohortId == cohortId
                && run.IsTeam
                && run.PersonId != actor.PersonId
                && (run.State == RunState.Running || run.State == RunState.Paused)
                && db.Set<CrewMember>().Count(m => m.RunId == run.Id && !m.IsHelper) + 1 < Crew.Most
                && !db.Set<CrewMember>().Any(m => m.RunId == run.Id && m.PersonId == actor.PersonId)
            orderby run.StartedAt
            select new
            {
                run.Id,
                run.PageId,
                run.IsRehearsal,
                starter.DisplayName,
                IsOwn = mates.Contains(run.PersonId)
                    || db.Set<CrewMember>().Any(m => m.RunId == run.Id && !m.IsHelper && mates.Contains(m.PersonId)),
                People = db.Set<CrewMember>().Count(m => m.RunId == run.Id && !m.IsHelper) + 1,
            }
        ).ToListAsync(ct);
        // A member of a crew cannot join another one.
        return rows.Where(row => row.IsOwn || row.IsRehearsal || kept is not { } own || !own.Plan.CountsFor(row.PageId))
            .Select(row => (row.PageId, new OpenCrew(row.Id, row.DisplayName, row.People) { IsRehearsal = row.IsRehearsal }));
    }
}
