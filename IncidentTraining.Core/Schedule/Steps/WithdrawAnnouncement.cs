using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>A facilitator takes the announcement away.</summary>
public sealed class WithdrawAnnouncement(ScheduleChanges desk)
{
    /// <summary>Takes it away everywhere; nothing happens when there is none.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default) =>
        desk.ChangeAsync(actor, cohortId, (_, day) =>
        {
            day.WithdrawAnnouncement();
            return Task.FromResult(Outcome.Done);
        }, ct);
}
