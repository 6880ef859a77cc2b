using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>Reads the current activity of a class, for its members.</summary>
public sealed class ReadTimer(IDbContextFactory<TrainingDb> databases, IDayPlans plans, TimeProvider time) : IUseCase
{
    /// <summary>Returns the snapshot for a member of the class; anyone else gets "not found".</summary>
    public async Task<Outcome<TimerSnapshot>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RequireMemberAsync(actor, cohortId, ct) is { Succeeded: false } stranger
            ? stranger.Refusal
            : await SnapshotAsync(db, cohortId, ct);
    }

    /// <summary>Returns the snapshot for a caller whose access was already checked, such as a projector with a link.</summary>
    public async Task<TimerSnapshot> OfClassAsync(Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await SnapshotAsync(db, cohortId, ct);
    }

    private async Task<TimerSnapshot> SnapshotAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        // The revision is read first and without a lock: a change in between makes the snapshot newer than its number, and the push of that
        // change corrects it. In the other order an old state could be taken for a new one.
        var day = await db.Set<RunOfDay>().AsNoTracking().SingleOrDefaultAsync(d => d.CohortId == cohortId, ct);
        var cohort = await db.Set<Cohort>()
            .Where(c => c.Id == cohortId)
            .Select(c => new
            {
                c.DayId,
                c.PlanId,
                c.TimeZone,
                IsJoiningClosed = c.JoiningClosedAt != null,
            })
            .SingleAsync(ct);
        var activities = await db.Set<TimedActivity>().AsNoTracking().Where(a => a.CohortId == cohortId).ToListAsync(ct);

        var on = activities.SingleOrDefault(a => a.IsOn);
        var shown = on ?? activities.MaxBy(a => a.FinishedAt);
        var next = NextActivity.After(plans.Find(cohort.DayId, cohort.PlanId), activities);
        return new TimerSnapshot(
            cohortId,
            day?.Revision ?? 0,
            time.GetUtcNow().ToUnixTimeMilliseconds(),
            on switch
            {
                { State: ActivityState.Paused } => ClassPhase.Paused,
                not null => ClassPhase.Running,
                null when activities.Count == 0 => ClassPhase.BeforeStart,
                _ => next is null ? ClassPhase.Over : ClassPhase.Between,
            },
            on?.ActivityId,
            shown?.Title,
            on?.IsPause ?? false,
            on?.Deadline is { } deadline ? new DateTimeOffset(deadline).ToUnixTimeMilliseconds() : null,
            on?.Remaining is { } left ? (long)left.TotalMilliseconds : null,
            next?.Title,
            next?.Id,
            [.. activities.Where(a => a.State == ActivityState.Finished).Select(a => a.ActivityId)],
            cohort.TimeZone,
            day?.Announcement
        )
        {
            IsJoiningClosed = cohort.IsJoiningClosed,
        };
    }
}
