using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule;

/// <summary>Withdraws the announcement.</summary>
public sealed class WithdrawAnnouncement(ScheduleChanges changes) : IUseCase
{
    /// <summary>Removes it everywhere; no-op when there is none.</summary>
    public Task<Outcome> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default) =>
        changes.ChangeAsync(
            actor,
            cohortId,
            (_, day) =>
            {
                day.WithdrawAnnouncement();
                return Task.FromResult(Outcome.Done);
            },
            ct
        );
}
