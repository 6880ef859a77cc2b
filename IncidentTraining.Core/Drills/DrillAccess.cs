using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Drills;

/// <summary>A drill that a person may see, with their role in it.</summary>
/// <param name="Run">The attempt.</param>
/// <param name="IsWriter">Whether they write in it.</param>
/// <param name="IsStaff">Whether they are staff of its class.</param>
internal sealed record VisibleDrill(DrillRun Run, bool IsWriter, bool IsStaff);

/// <summary>A drill of a class changed. The key of the event is the attempt.</summary>
/// <param name="DrillRunId">The attempt.</param>
public sealed record DrillChanged(Guid DrillRunId);

/// <summary>The only check of who may see and who may write in a drill.</summary>
internal static class DrillAccess
{
    private static readonly Refusal Unknown = Refusal.NotFound("There is no such drill, or it is not yours.");

    /// <summary>The drill, for its writers and the staff of its class; for everyone else it does not exist.</summary>
    public static async Task<Outcome<VisibleDrill>> RequireVisibleDrillAsync(
        this TrainingDb db,
        Actor actor,
        Guid drillRunId,
        CancellationToken ct
    )
    {
        if (await db.Set<DrillRun>().SingleOrDefaultAsync(r => r.Id == drillRunId, ct) is not { } run)
        {
            return Unknown;
        }

        var member = await db.RequireMemberAsync(actor, run.CohortId, ct);
        if (!member.Succeeded)
        {
            return member.Refusal.Hiding(Unknown);
        }

        var isWriter = run.Writers.Any(writer => writer.PersonId == actor.PersonId);
        var staff = await db.RequireRoleAsync(actor, run.CohortId, [ClassRole.Instructor, ClassRole.Facilitator], ct);
        return isWriter || staff.Succeeded ? new VisibleDrill(run, isWriter, staff.Succeeded) : Unknown;
    }

    /// <summary>The drill, for its writers; staff who may see it are told that they can only watch.</summary>
    public static async Task<Outcome<DrillRun>> RequireOwnDrillAsync(this TrainingDb db, Actor actor, Guid drillRunId, CancellationToken ct)
    {
        var visible = await db.RequireVisibleDrillAsync(actor, drillRunId, ct);
        return !visible.Succeeded ? visible.Refusal
            : visible.Value.IsWriter ? visible.Value.Run
            : Refusal.NotAllowed("Only the crew can write in this drill. You can watch it and post in its channel.");
    }

    /// <summary>The stored entries of a drill, in order.</summary>
    public static Task<List<DrillEntry>> DrillEntriesAsync(this TrainingDb db, Guid drillRunId, CancellationToken ct) =>
        db.Set<DrillEntry>().AsNoTracking().Where(entry => entry.DrillRunId == drillRunId).OrderBy(entry => entry.Number).ToListAsync(ct);

    /// <summary>The number of the next stored entry.</summary>
    public static async Task<int> NextDrillEntryAsync(this TrainingDb db, Guid drillRunId, CancellationToken ct) =>
        1 + (await db.Set<DrillEntry>().Where(entry => entry.DrillRunId == drillRunId).MaxAsync(entry => (int?)entry.Number, ct) ?? 0);

    /// <summary>The open drills of a page in a class in which one of the given people writes.</summary>
    public static IQueryable<DrillRun> OpenDrillsOf(
        this TrainingDb db,
        IReadOnlyCollection<Guid> people,
        Guid cohortId,
        string pageId,
        DateTime now
    ) =>
        db.Set<DrillRun>()
            .Where(run =>
                run.CohortId == cohortId
                && run.PageId == pageId
                && run.EndedAt == null
                && run.EndsAt > now
                && db.Set<DrillWriter>().Any(writer => writer.DrillRunId == run.Id && people.Contains(writer.PersonId))
            );
}
