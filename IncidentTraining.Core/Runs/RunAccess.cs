using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A query that decides whether a person may access a run.</summary>
internal delegate Task<Outcome> RunRight(TrainingDb db, Actor actor, Guid runId, CancellationToken ct);

/// <summary>The only check of who may see and who may work on a run. Every use case of the room calls it.</summary>
internal static class RunAccess
{
    private static readonly Refusal Unknown = Refusal.NotFound("There is no such run, or it is not yours.");

    /// <summary>The crew and the staff of the class have access; for everyone else the run does not exist.</summary>
    public static async Task<Outcome> MaySeeAsync(TrainingDb db, Actor actor, Guid runId, CancellationToken ct) =>
        MaySee(db, await AskAsync(db, actor, runId, ct));

    /// <summary>The crew has access; staff who may see the run are told that they can only watch.</summary>
    public static async Task<Outcome> MayWorkAsync(TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        var asked = await AskAsync(db, actor, runId, ct);
        var visible = MaySee(db, asked);
        return visible.Succeeded && !asked!.IsOfCrew ? Refusal.NotAllowed("Only the crew can act in this run. You can watch it.") : visible;
    }

    /// <summary>The trainees of the class have access if the run was started for a team, even if they are not in its crew yet.</summary>
    public static async Task<Outcome> MayJoinAsync(TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        if (await AskAsync(db, actor, runId, ct) is not { IsTeam: true } asked)
        {
            return Unknown;
        }

        var member = db.RequireRole(asked.Held, [ClassRole.Trainee]);
        return member.Succeeded ? Outcome.Done
            : member.Refusal.Kind == RefusalKind.NotFound ? Unknown
            : member.Refusal;
    }

    /// <summary>Anyone has access if the run exists: for operations that check their own permission inside the transaction.</summary>
    public static async Task<Outcome> AnybodyAsync(TrainingDb db, Actor _, Guid runId, CancellationToken ct) =>
        await db.Set<LabRun>().AnyAsync(r => r.Id == runId, ct) ? Outcome.Done : Unknown;

    /// <summary>The run, for its crew and for the staff of its class; for everyone else it does not exist.</summary>
    public static async Task<Outcome<LabRun>> RequireVisibleRunAsync(this TrainingDb db, Actor actor, Guid runId, CancellationToken ct) =>
        await MaySeeAsync(db, actor, runId, ct) is { Succeeded: false } stranger
            ? stranger.Refusal
            : await db.Set<LabRun>().SingleAsync(r => r.Id == runId, ct);

    /// <summary>The run, for its crew only; staff who may see it are told that they can only watch.</summary>
    public static async Task<Outcome<LabRun>> RequireOwnRunAsync(this TrainingDb db, Actor actor, Guid runId, CancellationToken ct) =>
        await MayWorkAsync(db, actor, runId, ct) is { Succeeded: false } stranger
            ? stranger.Refusal
            : await db.Set<LabRun>().SingleAsync(r => r.Id == runId, ct);

    /// <summary>A visible run that has ended.</summary>
    /// <param name="db">The database.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="runId">The run.</param>
    /// <param name="waiting">The refusal for a run in progress, as a sentence.</param>
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

    /// <summary>Whether a person is in the run's crew.</summary>
    public static async Task<bool> IsOfCrewAsync(this TrainingDb db, Actor actor, LabRun run, CancellationToken ct) =>
        run.PersonId == actor.PersonId || await db.Set<CrewMember>().AnyAsync(m => m.RunId == run.Id && m.PersonId == actor.PersonId, ct);

    /// <summary>The runs that a person works on or has worked on as a crew member, not as a helper.</summary>
    public static IQueryable<LabRun> RunsOf(this TrainingDb db, Guid personId) =>
        db.Set<LabRun>()
            .Where(run =>
                run.PersonId == personId || db.Set<CrewMember>().Any(m => m.RunId == run.Id && m.PersonId == personId && !m.IsHelper)
            );

    /// <summary>A person's open run of a lab; null for none.</summary>
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

    /// <summary>
    /// The open run of a lab that members of a kept crew share; if there are several, the one with most of them. Null for none.
    /// </summary>
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

    private static Outcome MaySee(TrainingDb db, Asked? asked)
    {
        if (asked is null)
        {
            return Unknown;
        }

        // The crew must still belong to the class as well.
        var member = db.RequireRole(asked.Held, Enum.GetValues<ClassRole>());
        return !member.Succeeded ? member.Refusal.Hiding(Unknown)
            : member.Value is not ClassRole.Trainee || asked.IsOfCrew ? Outcome.Done
            : Unknown;
    }

    private static async Task<Asked?> AskAsync(TrainingDb db, Actor actor, Guid runId, CancellationToken ct)
    {
        var found = await (
            from run in db.Set<LabRun>()
            where run.Id == runId
            join cohort in db.Set<Cohort>() on run.CohortId equals cohort.Id
            select new
            {
                run.IsTeam,
                IsOfCrew = run.PersonId == actor.PersonId
                    || db.Set<CrewMember>().Any(m => m.RunId == run.Id && m.PersonId == actor.PersonId),
                IsArchived = cohort.ArchivedAt != null,
                Roles = db.Set<Membership>()
                    .Where(m => m.CohortId == run.CohortId && m.PersonId == actor.PersonId)
                    .Select(m => m.Role)
                    .ToList(),
            }
        ).SingleOrDefaultAsync(ct);
        return found is null ? null : new Asked(found.IsTeam, found.IsOfCrew, ClassAccess.Held(found.Roles, found.IsArchived));
    }

    /// <summary>The facts that access to a run depends on.</summary>
    /// <param name="IsTeam">Whether classmates may join it.</param>
    /// <param name="IsOfCrew">Whether the actor is in its crew.</param>
    /// <param name="Held">The actor's roles in its class.</param>
    private sealed record Asked(bool IsTeam, bool IsOfCrew, IReadOnlyList<HeldRole> Held);
}
