using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>Resumes the clock of a paused activity.</summary>
public sealed class ResumeActivity(ScheduleChanges changes, TimeProvider time) : IUseCase
{
    /// <summary>Continues with the remaining time; refused unless it is paused.</summary>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, CancellationToken ct = default) =>
        changes.StepAsync(actor, step, activity => activity.Resume(time.GetUtcNow().UtcDateTime), ct);
}
