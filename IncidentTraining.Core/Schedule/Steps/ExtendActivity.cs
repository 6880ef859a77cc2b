using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>Adds five minutes to an activity.</summary>
public sealed class ExtendActivity(ScheduleChanges changes, TimeProvider time) : IUseCase
{
    /// <summary>Extends it while it is running or paused; refused before its start and after its end.</summary>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, CancellationToken ct = default) =>
        changes.StepAsync(actor, step, activity => activity.Extend(time.GetUtcNow().UtcDateTime), ct);
}
