using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>Revokes a projector's link; a screen that shows it is notified at once.</summary>
public sealed class RevokeProjectorLink(ScheduleChanges changes, LiveEvents events, TimeProvider time) : IUseCase
{
    /// <summary>Revokes a link of the class; for a link of another class returns "not found".</summary>
    public async Task<Outcome> RunAsync(Actor actor, Guid cohortId, Guid linkId, CancellationToken ct = default)
    {
        var outcome = await changes.ChangeAsync(
            actor,
            cohortId,
            async (db, _) =>
            {
                if (await db.Set<ProjectorLink>().SingleOrDefaultAsync(l => l.Id == linkId && l.CohortId == cohortId, ct) is not { } link)
                {
                    return Refusal.NotFound("There is no such projector link.");
                }

                link.Revoke(time.GetUtcNow().UtcDateTime);
                return Outcome.Done;
            },
            ct
        );
        if (outcome.Succeeded)
        {
            await events.PublishAsync(cohortId, new ProjectorRevoked(linkId));
        }

        return outcome;
    }
}
