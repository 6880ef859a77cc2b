using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>The run's clock and its four states.</summary>
public sealed class LabRunTests
{
    private static readonly DateTime Start = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Dictionary<string, Func<LabRun, DateTime, Outcome>> Verbs = new()
    {
        ["pause"] = (run, now) => run.Pause(now),
        ["resume"] = (run, now) => run.Resume(now),
        ["set-rate"] = (run, now) => run.SetRate(30, now),
        ["finish"] = (run, now) => run.Finish(now),
        ["close"] = (run, now) => run.Close("The engine changed.", now),
        ["reopen"] = (run, now) => run.Reopen(TimeSpan.FromMinutes(15), withClass: false, now),
    };

    [Theory]
    [InlineData("pause", RunState.Running, RunState.Paused)]
    [InlineData("pause", RunState.Paused, null)]
    [InlineData("pause", RunState.Finished, null)]
    [InlineData("pause", RunState.Closed, null)]
    [InlineData("resume", RunState.Running, null)]
    [InlineData("resume", RunState.Paused, RunState.Running)]
    [InlineData("resume", RunState.Finished, null)]
    [InlineData("resume", RunState.Closed, null)]
    [InlineData("set-rate", RunState.Running, RunState.Running)]
    [InlineData("set-rate", RunState.Paused, null)]
    [InlineData("set-rate", RunState.Finished, null)]
    [InlineData("set-rate", RunState.Closed, null)]
    [InlineData("finish", RunState.Running, RunState.Finished)]
    [InlineData("finish", RunState.Paused, RunState.Finished)]
    [InlineData("finish", RunState.Finished, null)]
    [InlineData("finish", RunState.Closed, null)]
    [InlineData("close", RunState.Running, RunState.Closed)]
    [InlineData("close", RunState.Paused, RunState.Closed)]
    [InlineData("close", RunState.Finished, null)]
    [InlineData("close", RunState.Closed, null)]
    [InlineData("reopen", RunState.Running, null)]
    [InlineData("reopen", RunState.Paused, null)]
    [InlineData("reopen", RunState.Finished, RunState.Running)]
    [InlineData("reopen", RunState.Closed, null)]
    public void Every_verb_changes_the_state_or_is_refused_and_changes_nothing(string verb, RunState from, RunState? to)
    {
        var run = Rehearsal();
        var now = Start.AddMinutes(1);
        _ = from switch
        {
            RunState.Paused => run.Pause(now),
            RunState.Finished => run.Finish(now),
            RunState.Closed => run.Close("The engine changed.", now),
            _ => Outcome.Done,
        };
        var version = run.Version;
        var outcome = Verbs[verb](run, now.AddSeconds(10));
        Assert.Equal(to is not null, outcome.Succeeded);
        Assert.Equal(to ?? from, run.State);
        Assert.Equal(to is null, version == run.Version);
    }

    [Fact]
    public void Virtual_time_stands_while_paused_and_goes_on_at_the_same_pace()
    {
        var run = Rehearsal(rate: 10);
        Assert.True(run.Pause(Start.AddSeconds(30)).Succeeded);
        Assert.Equal(TimeSpan.FromMinutes(5), run.VirtualAt(Start.AddHours(3)));
        Assert.True(run.Resume(Start.AddHours(3)).Succeeded);
        Assert.Equal(TimeSpan.FromMinutes(6), run.VirtualAt(Start.AddHours(3).AddSeconds(6)));
        Assert.True(run.SetRate(1, Start.AddHours(3).AddSeconds(6)).Succeeded);
        Assert.Equal(TimeSpan.FromMinutes(7), run.VirtualAt(Start.AddHours(3).AddSeconds(66)));
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_turn_virtual_time_back_before_its_segment()
    {
        var run = Rehearsal(rate: 10);
        Assert.True(run.SetRate(1, Start.AddSeconds(60)).Succeeded);
        Assert.Equal(TimeSpan.FromMinutes(10), run.VirtualAt(Start));
    }

    [Fact]
    public void A_graded_run_keeps_the_pace_of_the_clock_and_ends_with_the_labs_time()
    {
        var run = Graded();
        Assert.Equal(RefusalKind.Conflict, run.SetRate(10, Start.AddMinutes(1)).Refusal!.Kind);
        Assert.True(run.AcceptsActions(Start.AddMinutes(59)).Succeeded);
        Assert.Equal(RefusalKind.TooLate, run.AcceptsActions(Start.AddMinutes(60)).Refusal!.Kind);
        Assert.Equal(TimeSpan.FromMinutes(60), run.VirtualAt(Start.AddHours(9)));
    }

    [Fact]
    public void A_paused_run_takes_writing_and_no_actions()
    {
        var run = Graded();
        Assert.True(run.Pause(Start.AddMinutes(1)).Succeeded);
        Assert.Equal(RefusalKind.Conflict, run.AcceptsActions(Start.AddMinutes(2)).Refusal!.Kind);
        Assert.True(run.AcceptsWriting(Start.AddMinutes(2)).Succeeded);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    public void No_pace_lies_outside_1_to_60(int rate) =>
        Assert.Equal(RefusalKind.Invalid, Rehearsal().SetRate(rate, Start.AddMinutes(1)).Refusal!.Kind);

    private static LabRun Graded() => New(null);

    private static LabRun Rehearsal(int rate = 1) => New(rate);

    private static LabRun New(int? rate) =>
        new(Guid.CreateVersion7(Start), Guid.CreateVersion7(Start), Guid.CreateVersion7(Start), "lab-1", Minimal, 4, 1, 60, rate, Start);

    private static Scenario Minimal { get; } =
        new()
        {
            Id = "lab-1",
            Title = "",
            Objective = "",
            Briefing = "",
            Traffic = new TrafficPlan([], 0, 0, 0, 0, 0),
            ServiceLevels = new ServiceLevels
            {
                Availability = 1,
                Latency = 1,
                LatencyThreshold = default,
                PaymentSuccess = 1,
                OrderDelay = default,
                Window = default,
                HoldTime = default,
                BudgetRequests = 1,
            },
            RootCauses = [],
            Severities = [],
        };
}
