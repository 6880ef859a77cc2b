using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>A facilitator lets a paused clock go on.</summary>
public sealed class ResumeActivity(ScheduleChanges desk, TimeProvider time)
{
    /// <summary>Goes on with the time that was left; refused unless it is paused.</summary>
    public Task<Outcome> RunAsync(Actor actor, ActivityStep step, CancellationToken ct = default) =>
        desk.StepAsync(actor, step, activity => activity.Resume(time.GetUtcNow().UtcDateTime), ct);
}
