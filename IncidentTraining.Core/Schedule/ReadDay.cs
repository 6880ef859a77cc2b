using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Schedule;

/// <summary>Reads the plan of a class's day and its current state, for members of the class.</summary>
public sealed class ReadDay(IDbContextFactory<TrainingDb> databases, IDayPlans plans, TimeProvider time) : IUseCase
{
    /// <summary>Returns the whole day.</summary>
    public async Task<Outcome<ClassDay>> RunAsync(Actor actor, Guid cohortId, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.RequireMemberAsync(actor, cohortId, ct) is { Succeeded: false } stranger)
        {
            return stranger.Refusal;
        }

        var cohort = await db.Set<Cohort>().AsNoTracking().SingleAsync(c => c.Id == cohortId, ct);
        if (plans.Find(cohort.DayId, cohort.PlanId)?.StartingAt(cohort.StartMinute) is not { } plan)
        {
            return Refusal.NotFound(
                $"The plan of “{TrainingDayChoice.KeyOf(cohort.DayId, cohort.PlanId)}” cannot be read. The Content problems page under Administration shows what is wrong."
            );
        }

        var day = await db.Set<RunOfDay>().AsNoTracking().SingleOrDefaultAsync(d => d.CohortId == cohortId, ct);
        var started = await db.Set<TimedActivity>().AsNoTracking().Where(a => a.CohortId == cohortId).ToListAsync(ct);
        var now = time.GetUtcNow().UtcDateTime;
        var byId = started.ToDictionary(a => a.ActivityId);

        var sessions = new List<ClassSession>();
        foreach (var session in plan.Sessions)
        {
            var at = session.Starts;
            var activities = new List<ClassActivity>();
            foreach (var planned in session.Activities)
            {
                activities.Add(ClassActivity.Of(byId.GetValueOrDefault(planned.Id) ?? new TimedActivity(cohortId, planned), at, now));
                at = at.AddMinutes(planned.Minutes);
            }

            sessions.Add(new ClassSession(session.Id, session.Title, activities));
        }

        var on = started.SingleOrDefault(a => a.IsOn);
        return new ClassDay(
            cohortId,
            cohort.DayId,
            plan.Title,
            cohort.TimeZone,
            sessions,
            on is null ? null : ClassActivity.Of(on, null, now),
            NextActivity.After(plan, started)?.Id,
            day?.Announcement
        )
        {
            Undoable = started.Where(a => now < a.UndoUntil).MaxBy(a => a.FinishedAt) is { } ended
                ? ClassActivity.Of(ended, null, now)
                : null,
            LabsOpenWithTimer = day?.LabsOpenWithTimer ?? false,
            IsJoiningClosed = cohort.JoiningClosedAt is not null,
        };
    }
}
