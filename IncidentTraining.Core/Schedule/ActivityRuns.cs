using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>What people of the class do in an activity that depends on its timer.</summary>
/// <param name="Following">How many runs follow the timer: they pause, stop and end with it.</param>
/// <param name="Apart">The names of the crews whose runs have a clock of their own.</param>
/// <param name="Ended">How many runs ended with the timer and open again when the activity is reopened.</param>
public sealed record ActivityRuns(int Following, IReadOnlyList<string> Apart, int Ended)
{
    /// <summary>Nothing depends on the timer.</summary>
    public static ActivityRuns None { get; } = new(0, [], 0);
}

/// <summary>The runs of a class that depend on its timer have changed. The key of the event is the class.</summary>
/// <param name="CohortId">The class.</param>
public sealed record ActivityRunsChanged(Guid CohortId);

/// <summary>Tells what depends on an activity's timer. The schedule asks; the room that keeps the runs answers.</summary>
public interface IActivityRuns
{
    /// <summary>The runs of the activity in the class.</summary>
    Task<ActivityRuns> OfAsync(Guid cohortId, string activityId, CancellationToken ct);
}

/// <summary>Shows a facilitator what depends on an activity's timer, before they finish it.</summary>
public sealed class ReadActivityRuns(IDbContextFactory<TrainingDb> databases, IActivityRuns runs)
{
    /// <summary>The runs, for the facilitator of the class.</summary>
    public async Task<Outcome<ActivityRuns>> RunAsync(Actor actor, Guid cohortId, string activityId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.RequireRoleAsync(actor, cohortId, [ClassRole.Facilitator], ct) is { Succeeded: false } stranger
            ? stranger.Refusal
            : await runs.OfAsync(cohortId, activityId, ct);
    }
}
