using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>
/// The only way to change a class's schedule: by its facilitator, in one transaction, with a new revision, published after the commit.
/// </summary>
public sealed class ScheduleChanges(WriteGate gate, LiveEvents events)
{
    private static readonly ClassRole[] Facilitators = [ClassRole.Facilitator];

    /// <summary>Makes a change; a refused change is neither stored nor published.</summary>
    internal async Task<Outcome> ChangeAsync(
        Actor actor,
        Guid cohortId,
        Func<TrainingDb, RunOfDay, Task<Outcome>> change,
        CancellationToken ct
    )
    {
        var revision = await gate.WriteAsync<long>(
            async db =>
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
            },
            ct
        );
        if (!revision.Succeeded)
        {
            return revision.Refusal;
        }

        await events.PublishAsync(cohortId, new ScheduleChanged(cohortId, revision.Value));
        return Outcome.Done;
    }

    /// <summary>Applies one step to an activity that has been started, unless its version has changed.</summary>
    internal Task<Outcome> StepAsync(Actor actor, ActivityStep step, Func<TimedActivity, Outcome> take, CancellationToken ct) =>
        ChangeAsync(
            actor,
            step.CohortId,
            async (db, _) =>
            {
                var activity = await db.Set<TimedActivity>()
                    .SingleOrDefaultAsync(a => a.CohortId == step.CohortId && a.ActivityId == step.ActivityId, ct);
                if (activity is null)
                {
                    return Refusal.Conflict("This activity has not been started.");
                }

                return activity.Version == step.Version ? take(activity) : SomebodyWasFirst;
            },
            ct
        );

    /// <summary>The refusal of a step that was based on an outdated version.</summary>
    internal static Refusal SomebodyWasFirst { get; } =
        Refusal.Conflict("Someone else changed the timer just before you. Your change was not applied. Check the timer and try again.");
}

/// <summary>The activity that a step applies to, and the version it was based on.</summary>
/// <param name="ActivityId">The activity in the class's plan.</param>
/// <param name="Version">The version that the facilitator saw; 0 for an activity that had not been started.</param>
public sealed record ActivityStep(Guid CohortId, string ActivityId, int Version);
