using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Schedule.Projector;

/// <summary>Creates a link to the timer for a screen in the room.</summary>
public sealed class CreateProjectorLink(ScheduleChanges changes, TimeProvider time) : IUseCase
{
    /// <summary>Returns the secret of the new link. It is shown once: only its hash is stored.</summary>
    public async Task<Outcome<ProjectorToken>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        var token = ProjectorToken.Create();
        var outcome = await changes.ChangeAsync(
            actor,
            cohortId,
            (db, _) =>
            {
                var now = time.GetUtcNow();
                db.Add(new ProjectorLink(Guid.CreateVersion7(now), cohortId, token.Hash(), now.UtcDateTime));
                return Task.FromResult(Outcome.Done);
            },
            ct
        );
        return outcome.Succeeded ? token : outcome.Refusal;
    }
}
