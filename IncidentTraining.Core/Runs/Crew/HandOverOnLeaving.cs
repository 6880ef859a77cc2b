using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Runs;

/// <summary>A person who leaves the class leaves the crews of its open runs, and their roles pass to the incident commander, on the
/// timeline.</summary>
public sealed class HandOverOnLeaving(LiveEvents events, TimeProvider time) : IMembershipEnd
{
    /// <inheritdoc />
    public async Task<Func<Task>> EndAsync(TrainingDb db, Guid cohortId, Guid personId, CancellationToken ct)
    {
        var runs = await db.Set<LabRun>()
            .Where(run =>
                run.CohortId == cohortId
                && (run.State == RunState.Running || run.State == RunState.Paused)
                && (run.PersonId == personId || db.Set<CrewMember>().Any(m => m.RunId == run.Id && m.PersonId == personId))
            )
            .ToListAsync(ct);
        foreach (var run in runs)
        {
            await LeaveAsync(db, run, personId, ct);
        }

        return async () =>
        {
            foreach (var run in runs)
            {
                await events.PublishAsync(run.Id, new RunChanged(run.Id));
            }

            await events.PublishAsync(cohortId, new RunsOfClassChanged(cohortId));
        };
    }

    private async Task LeaveAsync(TrainingDb db, LabRun run, Guid personId, CancellationToken ct)
    {
        var crew = await Crew.LoadAsync(db, run, ct);
        var leaver = crew.Find(personId)!;
        var commander = crew.HolderOf(IncidentRole.Commander);
        var heir =
            commander.PersonId != personId
                ? commander
                : crew.Mates.Where(mate => mate.PersonId != personId).OrderBy(mate => mate.IsHelper).FirstOrDefault();
        var duties = await db.Set<CrewDuty>().Where(duty => duty.RunId == run.Id).ToDictionaryAsync(duty => duty.Role, ct);
        var wall = time.GetUtcNow().UtcDateTime;
        var timeline = await IncidentTimeline.OpenAsync(db, run, wall, ct);
        // A run of one person has no one to pass the roles to: it stays as it is until its time is up.
        foreach (var role in leaver.Roles)
        {
            if (heir is null)
            {
                break;
            }

            if (duties.TryGetValue(role, out var duty))
            {
                duty.PassTo(heir.PersonId);
            }
            else
            {
                db.Add(new CrewDuty(run.Id, role, heir.PersonId));
            }

            timeline.Record(
                IncidentEventKind.RoleHandedOver,
                $"{role.Title()}: {leaver.Name} → {heir.Name}. {leaver.Name} has left the class.",
                role.ToString()
            );
        }

        foreach (var lent in duties.Values.Where(duty => duty.LentById == personId))
        {
            // Nothing is handed back to a person who is not there.
            lent.PassTo(lent.PersonId);
        }

        if (
            await db.Set<CrewMember>().SingleOrDefaultAsync(member => member.RunId == run.Id && member.PersonId == personId, ct) is
            { } joined
        )
        {
            db.Remove(joined);
        }
    }
}
