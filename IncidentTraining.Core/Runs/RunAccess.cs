using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A way to ask whether someone may come to a run.</summary>
internal delegate Task<Outcome<LabRun>> RunRight(TrainingDb db, Actor actor, Guid runId, CancellationToken ct);

/// <summary>The one check of who may see and who may work a run. Every use case of the room asks it.</summary>
internal static class RunAccess
{
    private static readonly Refusal Unknown = Refusal.NotFound("There is no such run, or it is not yours.");

    /// <summary>The run, for its crew and for the staff of its class; for everyone else it does not exist.</summary>
    public static async Task<Outcome<LabRun>> RequireVisibleRunAsync(this TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        var run = await db.Set<LabRun>().SingleOrDefaultAsync(r => r.Id == runId, ct);
        if (run is null)
        {
            return Unknown;
        }

        // The crew too must still belong to the class.
        var member = await db.RequireMemberAsync(actor, run.CohortId, ct);
        return !member.Succeeded ? member.Refusal.Hiding(Unknown)
            : member.Value.Role is not ClassRole.Trainee || await db.IsOfCrewAsync(actor, run, ct) ? run
            : Unknown;
    }

    /// <summary>The run, for its crew only; staff who may see it are told that watching is all.</summary>
    public static async Task<Outcome<LabRun>> RequireOwnRunAsync(this TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        var run = await db.RequireVisibleRunAsync(actor, runId, ct);
        return run.Succeeded && !await db.IsOfCrewAsync(actor, run.Value, ct)
            ? Refusal.NotAllowed("Only its crew may act in this run. You may watch it.")
            : run;
    }

    /// <summary>A visible run that has ended.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="waiting">What a run that goes on is refused with, a sentence.</param>
    /// <param name="ct">Stops waiting.</param>
    public static async Task<Outcome<LabRun>> RequireEndedRunAsync(
        this TrainingDb db,
        Actor actor,
        Guid runId,
        string waiting,
        CancellationToken ct
    )
    {
        var run = await db.RequireVisibleRunAsync(actor, runId, ct);
        return run.Succeeded && !run.Value.HasEnded ? Refusal.Conflict(waiting) : run;
    }

    /// <summary>A run that was started for a team, for the trainees of its class, of whom some may not be of its crew yet.</summary>
    public static async Task<Outcome<LabRun>> RequireJoinableAsync(this TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        var run = await db.Set<LabRun>().SingleOrDefaultAsync(r => r.Id == runId, ct);
        if (run is null || !run.IsTeam)
        {
            return Unknown;
        }

        var member = await db.RequireRoleAsync(actor, run.CohortId, [ClassRole.Trainee], ct);
        return member.Succeeded ? run
            : member.Refusal.Kind == RefusalKind.NotFound ? Unknown
            : member.Refusal;
    }

    /// <summary>The run, for a verb that asks for its own right inside the transaction.</summary>
    public static async Task<Outcome<LabRun>> AnybodyAsync(TrainingDb db, Actor _, Guid runId, CancellationToken ct) =>
        await db.Set<LabRun>().SingleOrDefaultAsync(r => r.Id == runId, ct) is { } run ? run : Unknown;

    /// <summary>Whether someone is of the run's crew.</summary>
    public static async Task<bool> IsOfCrewAsync(this TrainingDb db, Actor actor, LabRun run, CancellationToken ct) =>
        run.PersonId == actor.PersonId || await db.Set<CrewMember>().AnyAsync(m => m.RunId == run.Id && m.PersonId == actor.PersonId, ct);

    /// <summary>The runs that someone works or has worked, as one of their crew; a helper's are not the helper's own.</summary>
    public static IQueryable<LabRun> RunsOf(this TrainingDb db, Guid personId) =>
        db.Set<LabRun>()
            .Where(run =>
                run.PersonId == personId || db.Set<CrewMember>().Any(m => m.RunId == run.Id && m.PersonId == personId && !m.IsHelper)
            );

    /// <summary>The run of a lab that someone has open; null for none.</summary>
    public static async Task<Guid?> OpenRunOfAsync(this TrainingDb db, Guid personId, Guid cohortId, string pageId, CancellationToken ct) =>
        await db.RunsOf(personId)
            .Where(run =>
                run.CohortId == cohortId
                && run.PageId == pageId
                && (run.State == RunState.Running || run.State == RunState.Paused)
                && run.ShiftId == null
            )
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(ct);

    /// <summary>The run of a lab that people of a kept crew have open together; of several the one with most of them. Null for
    /// none.</summary>
    public static async Task<Guid?> OpenRunOfCrewAsync(
        this TrainingDb db,
        KeptCrew crew,
        Guid cohortId,
        string pageId,
        CancellationToken ct
    )
    {
        var mates = crew.Mates.Select(mate => mate.PersonId).ToList();
        return await db.Set<LabRun>()
            .Where(run =>
                run.CohortId == cohortId
                && run.PageId == pageId
                && run.IsTeam
                && !run.IsRehearsal
                && (run.State == RunState.Running || run.State == RunState.Paused)
                && (
                    mates.Contains(run.PersonId)
                    || db.Set<CrewMember>().Any(m => m.RunId == run.Id && !m.IsHelper && mates.Contains(m.PersonId))
                )
            )
            .OrderByDescending(run =>
                db.Set<CrewMember>().Count(m => m.RunId == run.Id && mates.Contains(m.PersonId)) + (mates.Contains(run.PersonId) ? 1 : 0)
            )
            .ThenBy(run => run.StartedAt)
            .Select(run => (Guid?)run.Id)
            .FirstOrDefaultAsync(ct);
    }
}
