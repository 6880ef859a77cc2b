using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>A facilitator chooses whether trainees can start a lab before the class does.</summary>
public sealed class ChooseLabOpening(ScheduleChanges desk)
{
    /// <summary>Keeps the choice.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="cohortId">The class.</param>
    /// <param name="withTimer">Whether a lab stays closed until the facilitator starts it.</param>
    /// <param name="ct">Gives up before the commit.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid cohortId, bool withTimer, CancellationToken ct = default) =>
        desk.ChangeAsync(actor, cohortId, (_, day) =>
        {
            day.OpenLabs(withTimer);
            return Task.FromResult(Outcome.Done);
        }, ct);
}
