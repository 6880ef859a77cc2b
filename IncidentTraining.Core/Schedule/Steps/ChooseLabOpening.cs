using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>Sets whether trainees can start a lab before the facilitator does.</summary>
public sealed class ChooseLabOpening(ScheduleChanges changes) : IUseCase
{
    /// <summary>Stores the choice.</summary>
    /// <param name="actor">The signed-in user.</param>
    /// <param name="withTimer">True to keep labs closed until the facilitator starts them.</param>
    /// <param name="ct">Cancels the operation up to the commit.</param>
    public Task<Outcome> RunAsync(Actor actor, Guid cohortId, bool withTimer, CancellationToken ct = default) =>
        changes.ChangeAsync(
            actor,
            cohortId,
            (_, day) =>
            {
                day.OpenLabs(withTimer);
                return Task.FromResult(Outcome.Done);
            },
            ct
        );
}
