using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>The properties of an open run that the class's timer needs; read without the scenario's text.</summary>
/// <param name="RunId">The run.</param>
/// <param name="PageId">The lab, which is the activity's id.</param>
/// <param name="State">Running or paused.</param>
/// <param name="FollowsClass">Whether it already follows the timer.</param>
/// <param name="IsStopped">Whether it stopped because the facilitator finished the lab.</param>
/// <param name="Limit">The virtual time at which its time is over.</param>
/// <param name="Last">The last segment of its clock.</param>
internal sealed record TimedRun(
    Guid RunId,
    string PageId,
    RunState State,
    bool FollowsClass,
    bool IsStopped,
    TimeSpan Limit,
    ClockSegment Last
)
{
    /// <summary>A smaller difference between the two clocks is ignored.</summary>
    private static readonly TimeSpan SameTime = TimeSpan.FromSeconds(2);

    /// <summary>The open runs of a class that follow its timer, or would if their activity were on.</summary>
    public static async Task<IReadOnlyList<TimedRun>> OpenAsync(TrainingDb db, Guid cohortId, CancellationToken ct)
    {
        var runs = await db.Set<LabRun>()
            .AsNoTracking()
            .Where(run =>
                run.CohortId == cohortId
                && (run.State == RunState.Running || run.State == RunState.Paused)
                && (run.FollowsClass || (!run.IsRehearsal && !run.WasReopened && run.ShiftId == null))
            )
            .Select(run => new
            {
                run.Id,
                run.PageId,
                run.State,
                run.FollowsClass,
                run.IsStopped,
                run.Limit,
            })
            .ToListAsync(ct);
        var ids = runs.ConvertAll(run => run.Id);
        var segments = (await db.Set<ClockSegment>().AsNoTracking().Where(segment => ids.Contains(segment.RunId)).ToListAsync(ct)).ToLookup(
            segment => segment.RunId
        );
        return
        [
            .. runs.Select(run => new TimedRun(
                run.Id,
                run.PageId,
                run.State,
                run.FollowsClass,
                run.IsStopped,
                run.Limit,
                segments[run.Id].MaxBy(segment => segment.Number)!
            )),
        ];
    }

    /// <summary>Whether the run's clock differs from the class's timer.</summary>
    /// <param name="activity">The run's activity; null when it was never started.</param>
    /// <param name="now">Now, UTC.</param>
    public bool IsOff(TimedActivity? activity, DateTime now) =>
        activity?.State switch
        {
            ActivityState.Finished => FollowsClass && !IsStopped,
            ActivityState.Paused => !FollowsClass || IsStopped || State == RunState.Running || DiffersFrom(activity, now),
            ActivityState.Running => !FollowsClass || IsStopped || State == RunState.Paused || DiffersFrom(activity, now),
            _ => FollowsClass,
        };

    private bool DiffersFrom(TimedActivity activity, DateTime now)
    {
        var at = Last.At(now) is var lived && lived < Limit ? lived : Limit;
        return (at + activity.RemainingAt(now) - Limit).Duration() > SameTime;
    }
}
