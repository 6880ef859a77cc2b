using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>The runs of a class that depend on an activity's timer.</summary>
/// <param name="Following">The number of runs that follow the timer: they pause, stop and end with it.</param>
/// <param name="Apart">The names of the crews whose runs have their own clock.</param>
/// <param name="Ended">The number of runs that ended with the timer and reopen when the activity is reopened.</param>
public sealed record ActivityRuns(int Following, IReadOnlyList<string> Apart, int Ended)
{
    /// <summary>No run depends on the timer.</summary>
    public static ActivityRuns None { get; } = new(0, [], 0);
}

/// <summary>The runs of a class that depend on its timer have changed. The event key is the class id.</summary>
public sealed record ActivityRunsChanged(Guid CohortId);

/// <summary>Returns the runs that depend on an activity's timer. Declared by the schedule and implemented by the room that owns the
/// runs.</summary>
public interface IActivityRuns
{
    /// <summary>Returns the runs of the activity in the class.</summary>
    Task<ActivityRuns> OfAsync(Guid cohortId, string activityId, CancellationToken ct);
}

/// <summary>Shows a facilitator which runs depend on an activity's timer before they finish it.</summary>
public sealed class ReadActivityRuns(IDbContextFactory<TrainingDb> databases, IActivityRuns runs) : IUseCase
{
    /// <summary>Returns the runs, for a facilitator of the class.</summary>
    public async Task<Outcome<ActivityRuns>> RunAsync(Actor actor, Guid cohortId, string activityId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator], ct) is { Succeeded: false } stranger
            ? stranger.Refusal
            : await runs.OfAsync(cohortId, activityId, ct);
    }
}
