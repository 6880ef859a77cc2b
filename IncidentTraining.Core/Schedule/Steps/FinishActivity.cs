using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>Finishes an activity, early or not.</summary>
public sealed class FinishActivity(ScheduleChanges changes, TimeProvider time) : IUseCase
{
    /// <summary>Finishes it; refused unless it is running or paused.</summary>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, CancellationToken ct = default) =>
        changes.StepAsync(actor, step, activity => activity.Finish(time.GetUtcNow().UtcDateTime), ct);
}
