using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;

namespace IncidentTraining.Tests.Core.Schedule;

public sealed class TimedActivityTests
{
    private static readonly DateTime Nine = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>Every state with every step: the resulting state, or null if it is refused.</summary>
    [Theory]
    [InlineData(ActivityState.Planned, "start", ActivityState.Running)]
    [InlineData(ActivityState.Planned, "pause", null)]
    [InlineData(ActivityState.Planned, "resume", null)]
    [InlineData(ActivityState.Planned, "extend", null)]
    [InlineData(ActivityState.Planned, "finish", null)]
    [InlineData(ActivityState.Planned, "undo", null)]
    [InlineData(ActivityState.Planned, "reopen", null)]
    [InlineData(ActivityState.Running, "start", null)]
    [InlineData(ActivityState.Running, "pause", ActivityState.Paused)]
    [InlineData(ActivityState.Running, "resume", null)]
    [InlineData(ActivityState.Running, "extend", ActivityState.Running)]
    [InlineData(ActivityState.Running, "finish", ActivityState.Finished)]
    [InlineData(ActivityState.Running, "undo", null)]
    [InlineData(ActivityState.Running, "reopen", null)]
    [InlineData(ActivityState.Paused, "start", null)]
    [InlineData(ActivityState.Paused, "pause", null)]
    [InlineData(ActivityState.Paused, "resume", ActivityState.Running)]
    [InlineData(ActivityState.Paused, "extend", ActivityState.Paused)]
    [InlineData(ActivityState.Paused, "finish", ActivityState.Finished)]
    [InlineData(ActivityState.Paused, "undo", null)]
    [InlineData(ActivityState.Paused, "reopen", null)]
    [InlineData(ActivityState.Finished, "start", null)]
    [InlineData(ActivityState.Finished, "pause", null)]
    [InlineData(ActivityState.Finished, "resume", null)]
    [InlineData(ActivityState.Finished, "extend", null)]
    [InlineData(ActivityState.Finished, "finish", null)]
    [InlineData(ActivityState.Finished, "undo", ActivityState.Running)]
    [InlineData(ActivityState.Finished, "reopen", ActivityState.Running)]
    public void A_step_leads_on_or_is_refused_in_words_and_changes_nothing(ActivityState from, string step, ActivityState? to)
    {
        var activity = In(from);
        var version = activity.Version;
        var left = activity.RemainingAt(At(20));

        var outcome = Take(activity, step, At(20));

        if (to is { } next)
        {
            Assert.True(outcome.Succeeded);
            Assert.Equal(next, activity.State);
            Assert.Equal(version + 1, activity.Version);
        }
        else
        {
            Assert.Equal(RefusalKind.Conflict, outcome.Refusal!.Kind);
            Assert.Contains("Lab 1", outcome.Refusal.Message);
            Assert.Contains(step, outcome.Refusal.Message);
            Assert.Equal(from, activity.State);
            Assert.Equal(version, activity.Version);
            Assert.Equal(left, activity.RemainingAt(At(20)));
        }
    }

    [Fact]
    public void It_counts_down_from_its_start_to_a_deadline_and_not_below_zero()
    {
        var activity = In(ActivityState.Running);
        Assert.Equal(At(60), activity.Deadline);
        Assert.Equal(TimeSpan.FromMinutes(45), activity.RemainingAt(At(15)));
        Assert.Equal(TimeSpan.Zero, activity.RemainingAt(At(75)));
    }

    [Fact]
    public void Time_is_up_exactly_at_the_deadline_without_any_step()
    {
        var activity = In(ActivityState.Running);
        Assert.False(activity.IsTimeUpAt(At(60).AddTicks(-1)));
        Assert.True(activity.IsTimeUpAt(At(60)));
    }

    [Fact]
    public void A_pause_keeps_what_is_left_however_long_it_lasts()
    {
        var activity = In(ActivityState.Running);
        activity.Pause(At(10));
        Assert.Equal(TimeSpan.FromMinutes(50), activity.RemainingAt(At(500)));
        Assert.False(activity.IsTimeUpAt(At(500)));

        activity.Resume(At(100));
        Assert.Equal(At(150), activity.Deadline);
    }

    [Fact]
    public void It_can_be_paused_and_extended_any_number_of_times()
    {
        var activity = In(ActivityState.Running);
        for (var minute = 0; minute < 40; minute += 2)
        {
            Assert.True(activity.Pause(At(minute)).Succeeded);
            Assert.True(activity.Extend(At(minute)).Succeeded);
            Assert.True(activity.Resume(At(minute + 1)).Succeeded);
            Assert.True(activity.Extend(At(minute + 1)).Succeeded);
        }

        Assert.Equal(TimeSpan.FromMinutes(200), activity.Extended);
        Assert.Equal(At(60 + 20 + 200), activity.Deadline);
    }

    [Fact]
    public void Five_more_minutes_after_the_time_was_up_count_from_now()
    {
        var activity = In(ActivityState.Running);
        activity.Extend(At(63));
        Assert.Equal(At(68), activity.Deadline);
    }

    [Fact]
    public void It_cannot_be_paused_when_its_time_is_up()
    {
        var activity = In(ActivityState.Running);
        var outcome = activity.Pause(At(60));
        Assert.Equal(RefusalKind.Conflict, outcome.Refusal!.Kind);
        Assert.Equal(ActivityState.Running, activity.State);
    }

    [Fact]
    public void An_undone_finish_continues_with_what_was_left_at_it()
    {
        var activity = In(ActivityState.Running);
        activity.Finish(At(10));
        Assert.True(activity.UndoFinish(At(10).AddSeconds(20)).Succeeded);
        Assert.Equal(At(60).AddSeconds(20), activity.Deadline);
        Assert.Null(activity.FinishedAt);
    }

    [Fact]
    public void An_undone_finish_of_a_paused_activity_leaves_it_paused()
    {
        var activity = In(ActivityState.Running);
        activity.Pause(At(10));
        activity.Finish(At(30));
        Assert.True(activity.UndoFinish(At(30).AddSeconds(5)).Succeeded);
        Assert.Equal((ActivityState.Paused, TimeSpan.FromMinutes(50)), (activity.State, activity.RemainingAt(At(40))));
    }

    [Theory]
    [InlineData(29.999, true)]
    [InlineData(30, false)]
    public void A_finish_can_be_undone_for_less_than_thirty_seconds(double seconds, bool can)
    {
        var activity = In(ActivityState.Running);
        activity.Finish(At(10));
        var outcome = activity.UndoFinish(At(10).AddSeconds(seconds));
        Assert.Equal((can, can ? null : RefusalKind.TooLate), (outcome.Succeeded, outcome.Refusal?.Kind));
        Assert.Equal(can ? ActivityState.Running : ActivityState.Finished, activity.State);
    }

    [Fact]
    public void A_reopened_activity_runs_for_the_minutes_that_it_was_given()
    {
        var activity = In(ActivityState.Running);
        activity.Finish(At(10));
        Assert.True(activity.Reopen(TimeSpan.FromMinutes(15), At(90)).Succeeded);
        Assert.Equal((At(105), At(90), TimeSpan.FromMinutes(15)), (activity.Deadline, activity.ReopenedAt, activity.Extended));
    }

    [Theory]
    [InlineData(59.99, false)]
    [InlineData(60, true)]
    public void A_running_activity_is_reopened_only_when_its_time_is_up(double minute, bool can) =>
        Assert.Equal(can, In(ActivityState.Running).Reopen(TimeSpan.FromMinutes(15), Nine.AddMinutes(minute)).Succeeded);

    private static DateTime At(int minute) => Nine.AddMinutes(minute);

    private static TimedActivity In(ActivityState state)
    {
        var activity = new TimedActivity(Guid.Empty, new PlannedActivity("lab-1", "Lab 1", 60, IsPause: false));
        string[] way = state switch
        {
            ActivityState.Planned => [],
            ActivityState.Running => ["start"],
            ActivityState.Paused => ["start", "pause"],
            _ => ["start", "finish"],
        };
        foreach (var step in way)
        {
            Assert.True(Take(activity, step, step == "finish" ? At(20).AddSeconds(-29) : Nine).Succeeded);
        }

        return activity;
    }

    private static Outcome Take(TimedActivity activity, string step, DateTime now) =>
        step switch
        {
            "start" => activity.Start(now),
            "pause" => activity.Pause(now),
            "resume" => activity.Resume(now),
            "extend" => activity.Extend(now),
            "finish" => activity.Finish(now),
            "undo" => activity.UndoFinish(now),
            "reopen" => activity.Reopen(TimeSpan.FromMinutes(15), now),
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
        };
}
