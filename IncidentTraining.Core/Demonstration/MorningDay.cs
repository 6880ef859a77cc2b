using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Core.Demonstration;

/// <summary>Runs the class's day up to lunch, like a facilitator: each activity at its time.</summary>
internal sealed class MorningDay(
    MorningClock clock,
    IDayPlans plans,
    StartActivity start,
    MoveOn moveOn,
    Announce announce,
    ChangeClass changeClass,
    IDbContextFactory<TrainingDb> databases
)
{
    /// <summary>How long lunch has lasted when the morning is over.</summary>
    public static readonly TimeSpan IntoLunch = TimeSpan.FromMinutes(18);

    /// <summary>The activities of the plan up to and including lunch; all of the first session if the plan has no long pause.</summary>
    public IReadOnlyList<PlannedActivity> Activities(string dayId)
    {
        var first = plans.Find(dayId, "")?.Sessions is [var session, ..] ? session.Activities : [];
        var lunch = first.ToList().FindIndex(activity => activity is { IsPause: true, Minutes: > 20 });
        return lunch < 0 ? first : [.. first.Take(lunch + 1)];
    }

    /// <summary>When the day must begin so that lunch has lasted <see cref="IntoLunch"/> at a moment.</summary>
    public DateTimeOffset BeginsAt(string dayId, DateTimeOffset now) =>
        now - IntoLunch - TimeSpan.FromMinutes(Activities(dayId).SkipLast(1).Sum(activity => activity.Minutes));

    /// <summary>Plans the class's day for its actual start. A day that would extend past midnight keeps the plan's times.</summary>
    public async Task PlanAsync(MorningClass people, Actor administrator, DateTimeOffset begins, string timeZone, CancellationToken ct)
    {
        var local = TimeZoneInfo.ConvertTime(begins, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        var minute = new TimeOnly(local.Hour, local.Minute);
        await changeClass.StartAtAsync(administrator, people.CohortId, minute, ct);
    }

    /// <summary>Starts and ends the activities.</summary>
    public async Task RunAsync(MorningClass people, DateTimeOffset begins, CancellationToken ct)
    {
        clock.Set(begins);
        PlannedActivity? before = null;
        foreach (var activity in Activities(people.DayId))
        {
            if (before is null)
            {
                (await start.RunAsync(people.Facilitator, new(people.CohortId, activity.Id), ct)).Of("Starting an activity");
            }
            else
            {
                clock.Advance(TimeSpan.FromMinutes(before.Minutes));
                await using var db = await databases.CreateDbContextAsync(ct);
                var version = await db.Set<TimedActivity>()
                    .Where(one => one.CohortId == people.CohortId && one.ActivityId == before.Id)
                    .Select(one => one.Version)
                    .SingleAsync(ct);
                (await moveOn.RunAsync(people.Facilitator, new(people.CohortId, before.Id, version), activity.Id, ct)).Of(
                    "Moving on in the day"
                );
            }

            before = activity;
        }

        clock.Advance(TimeSpan.FromMinutes(1));
        (
            await announce.RunAsync(
                people.Facilitator,
                new(people.CohortId, "Lunch is on the first floor. Tariq and Thea are on call: if their pager rings, they eat later."),
                ct
            )
        ).Of("Announcing something");
    }
}
