using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>
/// The one way in which a class's schedule is changed: only by its facilitator, in one transaction, with a new
/// revision, and told to everybody after the commit.
/// </summary>
public sealed class ScheduleChanges(WriteGate gate, LiveEvents events)
{
    private static readonly ClassRole[] Facilitators = [ClassRole.Facilitator];

    /// <summary>Makes a change; what it refuses is not stored and not told.</summary>
    internal async Task<Outcome> ChangeAsync(
        Actor actor, Guid cohortId, Func<TrainingDb, RunOfDay, Task<Outcome>> change, CancellationToken ct)
    {
        var revision = await gate.WriteAsync<long>(async db =>
        {
            if (await db.RequireRoleAsync(actor, cohortId, Facilitators, ct) is { Succeeded: false } stranger)
            {
                return stranger.Refusal;
            }

            var day = await db.Set<RunOfDay>().SingleOrDefaultAsync(d => d.CohortId == cohortId, ct)
                ?? db.Add(new RunOfDay(cohortId)).Entity;
            if (await change(db, day) is { Succeeded: false } refused)
            {
                return refused.Refusal;
            }

            day.Advance();
            return day.Revision;
        }, ct);
        if (!revision.Succeeded)
        {
            return revision.Refusal;
        }

        await events.PublishAsync(cohortId, new ScheduleChanged(cohortId, revision.Value));
        return Outcome.Done;
    }

    /// <summary>Takes one step with an activity that has been started, if nobody was first.</summary>
    internal Task<Outcome> StepAsync(Actor actor, ActivityStep step, Func<TimedActivity, Outcome> take, CancellationToken ct) =>
        ChangeAsync(actor, step.CohortId, async (db, _) =>
        {
            var activity = await db.Set<TimedActivity>()
                .SingleOrDefaultAsync(a => a.CohortId == step.CohortId && a.ActivityId == step.ActivityId, ct);
            if (activity is null)
            {
                return Refusal.Conflict("This activity has not been started.");
            }

            return activity.Version == step.Version ? take(activity) : SomebodyWasFirst;
        }, ct);

    /// <summary>The answer to a step that was decided on what is no longer so.</summary>
    internal static Refusal SomebodyWasFirst { get; } =
        Refusal.Conflict("Somebody else changed the timer a moment before you. Nothing of yours was done; look at it and decide again.");
}

/// <summary>Which activity a step is about, and the version on which it was decided.</summary>
/// <param name="CohortId">The class.</param>
/// <param name="ActivityId">The activity of the class's plan.</param>
/// <param name="Version">The version that the facilitator saw; 0 for one that had not been started.</param>
public sealed record ActivityStep(Guid CohortId, string ActivityId, int Version);
