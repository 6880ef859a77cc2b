using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>Pauses the clock of an activity.</summary>
public sealed class PauseActivity(ScheduleChanges changes, TimeProvider time) : IUseCase
{
    /// <summary>Pauses it and keeps the remaining time; refused unless it is running and its time is not up.</summary>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, CancellationToken ct = default) =>
        changes.StepAsync(actor, step, activity => activity.Pause(time.GetUtcNow().UtcDateTime), ct);
}
