using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Response;

/// <summary>A run on the live board.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Lab">The lab's title.</param>
/// <param name="Crew">Names, the person who started it first.</param>
/// <param name="State">Whether it goes.</param>
/// <param name="Phase">The incident's phase.</param>
/// <param name="Severity">The severity; null before.</param>
/// <param name="Now">Its virtual time.</param>
/// <param name="Clock">Its shop's wall clock.</param>
/// <param name="InPhase">Time spent in the current phase.</param>
/// <param name="HandRaisedFor">How long the crew has been asking for help; null when it is not.</param>
/// <param name="Resolved">Whether the recovery was verified.</param>
/// <param name="IsOnCall">Whether it is an on-call incident.</param>
public sealed record BoardRun(
    Guid RunId,
    string Lab,
    IReadOnlyList<string> Crew,
    RunState State,
    IncidentPhase Phase,
    Severity? Severity,
    TimeSpan Now,
    ShopClock Clock,
    TimeSpan InPhase,
    TimeSpan? HandRaisedFor,
    bool Resolved,
    bool IsOnCall
)
{
    /// <summary>Whether it has not ended.</summary>
    public bool IsOpen => State is RunState.Running or RunState.Paused;

    /// <summary>Whether it is open and does not follow the timer of the class, although the class is working on this lab.</summary>
    public bool HasOwnClock { get; init; }

    /// <summary>Whether its crew has worked; a run in which no one did has no result (<see cref="CrewWork"/>).</summary>
    public bool HasResult { get; init; } = true;

    /// <summary>Whether its crew closed it as no incident.</summary>
    public bool IsClosedAsNoIncident { get; init; }
}

/// <summary>The phase of each crew's incident in a class, for the staff.</summary>
public sealed class LiveBoard(IDbContextFactory<TrainingDb> databases, LabCatalogue labs, TimeProvider time) : IUseCase
{
    private const int MostEnded = 30;

    /// <summary>The open runs, those asking for help first, then the last ended ones.</summary>
    public async Task<Outcome<IReadOnlyList<BoardRun>>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var staff = await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator, ClassRole.Instructor], ct);
        if (!staff.Succeeded)
        {
            return staff.Refusal;
        }

        var runs = await db.Set<LabRun>()
            .AsNoTracking()
            .Where(r => r.CohortId == cohortId)
            .OrderByDescending(r => r.State == RunState.Running || r.State == RunState.Paused)
            .ThenByDescending(r => r.StartedAt)
            .Take(200)
            .ToListAsync(ct);
        runs = [.. runs.Where(r => !r.HasEnded), .. runs.Where(r => r.HasEnded).Take(MostEnded)];
        var ids = runs.ConvertAll(r => r.Id);
        var dayId = await db.Set<Cohort>().Where(c => c.Id == cohortId).Select(c => c.DayId).SingleAsync(ct);
        var titles = labs.Of(dayId).Concat(labs.PagerOnlyOf(dayId)).ToDictionary(lab => lab.PageId, lab => lab.Title);
        var incidents = await db.Set<Incident>().AsNoTracking().Where(i => ids.Contains(i.RunId)).ToDictionaryAsync(i => i.RunId, ct);
        var entered = await db.Set<IncidentEvent>()
            .Where(e => ids.Contains(e.RunId) && e.Kind == IncidentEventKind.PhaseEntered)
            .GroupBy(e => e.RunId)
            .Select(g => new { RunId = g.Key, At = g.Max(e => e.At) })
            .ToDictionaryAsync(e => e.RunId, e => e.At, ct);
        var joined = (
            await db.Set<CrewMember>().Where(m => ids.Contains(m.RunId)).Select(m => new { m.RunId, m.PersonId }).ToListAsync(ct)
        ).ToLookup(m => m.RunId, m => m.PersonId);
        var names = await db.NamesOfAsync(runs.Select(run => run.PersonId).Concat(joined.SelectMany(crew => crew)).Distinct().ToList(), ct);
        var on = await db.Set<TimedActivity>()
            .Where(a => a.CohortId == cohortId && (a.State == ActivityState.Running || a.State == ActivityState.Paused))
            .Select(a => a.ActivityId)
            .SingleOrDefaultAsync(ct);
        var worked = await CrewWork.OfAsync(db, ids, ct);
        var wall = time.GetUtcNow().UtcDateTime;
        return Outcome<IReadOnlyList<BoardRun>>.Done([
            .. runs.Select(Row)
                .OrderByDescending(r => r.State is RunState.Running or RunState.Paused)
                .ThenByDescending(r => r.HandRaisedFor)
                .ThenByDescending(r => r.InPhase),
        ]);

        BoardRun Row(LabRun run)
        {
            var (incident, now) = (incidents[run.Id], run.VirtualAt(wall));
            return new BoardRun(
                run.Id,
                titles.GetValueOrDefault(run.PageId, run.PageId),
                [.. joined[run.Id].Prepend(run.PersonId).Select(names.NameOf)],
                run.State,
                incident.Phase,
                incident.Severity,
                now,
                ShopClock.Of(run),
                now - entered.GetValueOrDefault(run.Id),
                run.HasEnded ? null : now - incident.HandRaisedAt,
                incident.VerifiedAt is not null,
                run.ShiftId is not null
            )
            {
                HasOwnClock = !run.HasEnded && !run.FollowsClass && run.ShiftId is null && run.PageId == on,
                HasResult = worked.Contains(run.Id),
                IsClosedAsNoIncident = incident.IsClosedAsNoIncident,
            };
        }
    }
}
