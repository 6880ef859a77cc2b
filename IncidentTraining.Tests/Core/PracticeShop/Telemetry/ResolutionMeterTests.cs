using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>When a run counts as begun, mitigated and resolved: each threshold from both sides.</summary>
public class ResolutionMeterTests
{
    const int Hold = MadeSeconds.Hold,
        Window = MadeSeconds.Window;

    [Theory]
    [InlineData(5, 0, 0, 60, true)]
    [InlineData(6, 0, 0, 60, false)]
    [InlineData(0, 50, 0, 60, true)]
    [InlineData(0, 51, 0, 60, false)]
    [InlineData(0, 0, 30, 60, true)]
    [InlineData(0, 0, 31, 60, false)]
    [InlineData(0, 0, 0, 60.001, false)]
    public void The_onset_is_the_first_second_in_which_a_level_is_beyond_its_limit(
        int failed,
        int slow,
        int unpaid,
        double oldest,
        bool holds
    )
    {
        var run = new MadeSeconds();

        run.Live(Window * 2, new MadeSecond(Failed: failed, Slow: slow, Unpaid: unpaid), oldestOrder: oldest);

        Assert.Equal(holds, run.Meter.ServiceLevelsHold);
        Assert.Equal(holds, run.Meter.OnsetAt is null);
    }

    [Fact]
    public void A_run_is_resolved_when_everything_has_held_for_the_hold_time_and_not_a_second_earlier()
    {
        var run = MadeSeconds.Recovered();

        run.Live(Hold - 1);
        Assert.Null(run.Meter.ResolvedAt);
        run.Live(1);

        Assert.Equal(run.Now, run.Meter.ResolvedAt);
        Assert.Equal(run.Meter.ResolvedAt, run.Meter.MitigatedAt);
        Assert.Equal(TimeSpan.FromSeconds(Hold), run.Meter.ResolvedAt - run.Meter.RecoveredAt);
        Assert.Empty(run.Meter.Unresolved());
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void That_a_stranger_reads_orders_violates_a_service_level_of_its_own(bool reads, bool holds)
    {
        var run = new MadeSeconds();

        run.Live(Window, stranger: reads);

        Assert.Equal((holds, holds), (run.Meter.ServiceLevelsHold, run.Meter.OnsetAt is null));
        Assert.Equal(reads, run.Meter.Unresolved().Contains("Customers' orders have been read by someone who is not a partner."));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void That_orders_are_charged_too_little_violates_a_service_level_of_its_own(bool wrong, bool holds)
    {
        var run = new MadeSeconds();

        run.Live(Window, wrong: wrong);

        Assert.Equal((holds, holds), (run.Meter.ServiceLevelsHold, run.Meter.OnsetAt is null));
        Assert.Equal(wrong, run.Meter.Unresolved().Contains("Orders have been charged less than they cost."));
    }

    [Fact]
    public void A_run_is_mitigated_while_orders_stand_with_wrong_totals_and_resolved_when_they_are_corrected()
    {
        const string Stand = "Every service level holds, but orders still have wrong totals: it is mitigated, not resolved.";
        var run = new MadeSeconds();
        run.Live(Window, wrong: true, standing: true, cause: true);
        run.Live(Hold, standing: true);
        Assert.DoesNotContain(Stand, run.Meter.Unresolved());
        run.Live(1, standing: true);
        Assert.NotNull(run.Meter.MitigatedAt);
        Assert.Equal([Stand], run.Meter.Unresolved());

        run.Live(Hold, standing: true);
        Assert.Null(run.Meter.ResolvedAt);
        run.Live(1);
        Assert.Equal(run.Now, run.Meter.ResolvedAt);
    }

    [Fact]
    public void A_run_is_mitigated_while_the_export_is_closed_and_resolved_when_it_is_open()
    {
        var run = new MadeSeconds();
        run.Live(Window, stranger: true, cause: true);
        run.Live(2 * Hold, closed: true);

        Assert.NotNull(run.Meter.MitigatedAt);
        Assert.Null(run.Meter.ResolvedAt);
        run.Live(1);
        Assert.Equal(run.Now, run.Meter.ResolvedAt);
    }

    [Fact]
    public void A_run_without_an_onset_is_never_resolved()
    {
        var run = new MadeSeconds();

        run.Live(Window + 2 * Hold);

        Assert.Null(run.Meter.ResolvedAt);
        Assert.Equal(["No service level has been violated yet."], run.Meter.Unresolved());
    }

    [Fact]
    public void A_run_is_never_resolved_while_traffic_is_shed_and_is_when_the_shedding_has_ended_for_the_hold_time()
    {
        var run = MadeSeconds.Recovered();

        run.Live(3 * Hold, shedding: true);
        Assert.Null(run.Meter.MitigatedAt);
        Assert.Null(run.Meter.ResolvedAt);
        Assert.Equal(["Traffic is still being shed."], run.Meter.Unresolved());

        run.Live(Hold);
        Assert.Null(run.Meter.ResolvedAt);
        run.Live(1);
        Assert.NotNull(run.Meter.ResolvedAt);
    }

    [Fact]
    public void A_run_is_never_resolved_while_an_experiment_is_on_and_is_when_it_has_been_off_for_the_hold_time()
    {
        var run = MadeSeconds.Recovered();

        run.Live(3 * Hold, experiment: true);
        Assert.Null(run.Meter.MitigatedAt);
        Assert.Null(run.Meter.ResolvedAt);
        Assert.Equal(["A chaos experiment is still on."], run.Meter.Unresolved());

        run.Live(Hold);
        Assert.Null(run.Meter.ResolvedAt);
        run.Live(1);
        Assert.NotNull(run.Meter.ResolvedAt);
    }

    [Theory]
    [InlineData(950, true)]
    [InlineData(949, false)]
    public void A_run_is_resolved_only_with_a_goodput_of_at_least_95_percent(int served, bool resolved)
    {
        var run = MadeSeconds.Recovered();

        run.Live(Window + 2 * Hold, new MadeSecond(Served: served));

        Assert.Equal(resolved, run.Meter.ResolvedAt is not null);
        Assert.Equal(!resolved, run.Meter.Unresolved().Contains("Fewer than 95 % of the customers' calls succeed."));
    }

    [Fact]
    public void With_its_cause_present_a_run_is_mitigated_after_the_hold_time_and_not_resolved()
    {
        var run = MadeSeconds.Recovered();

        run.Live(Hold - 1, cause: true);
        Assert.Null(run.Meter.MitigatedAt);
        Assert.DoesNotContain(run.Meter.Unresolved(), reason => reason.Contains("caused", StringComparison.Ordinal));
        run.Live(1, cause: true);
        Assert.Equal(run.Now, run.Meter.MitigatedAt);
        run.Live(2 * Hold, cause: true);

        Assert.Null(run.Meter.ResolvedAt);
        Assert.Contains("mitigated, not resolved", Assert.Single(run.Meter.Unresolved()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_that_is_removed_after_the_recovery_has_to_be_gone_for_the_hold_time()
    {
        var run = MadeSeconds.Recovered();
        run.Live(2 * Hold, cause: true);

        run.Live(Hold);
        Assert.Null(run.Meter.ResolvedAt);
        run.Live(1);

        Assert.Equal(run.Now, run.Meter.ResolvedAt);
        Assert.Equal(TimeSpan.FromSeconds(Hold), run.Meter.ResolvedAt - run.Meter.CauseRemovedAt);
    }

    [Fact]
    public void A_resolved_run_is_open_again_when_its_cause_comes_back_and_when_a_level_is_violated()
    {
        var run = MadeSeconds.Recovered();
        run.Live(Hold);
        Assert.NotNull(run.Meter.ResolvedAt);

        run.Live(1, cause: true);
        Assert.Null(run.Meter.ResolvedAt);
        Assert.NotNull(run.Meter.MitigatedAt);
        run.Live(Window, new MadeSecond(Failed: 900));

        Assert.Equal((null, null, null), (run.Meter.RecoveredAt, run.Meter.MitigatedAt, run.Meter.ResolvedAt));
    }

    [Fact]
    public void Refusals_are_no_fast_answers()
    {
        var counts = new ServiceLevelMeter(MadeSeconds.Levels);
        for (var request = 0; request < 94; request++)
            counts.Count(failed: true, duration: null);
        for (var request = 0; request < 6; request++)
            counts.Count(failed: false, duration: request < 3 ? 400_000 : 400_001);

        Assert.Equal((100, 6, 0.5), (counts.Total.Requests, counts.Total.Timed, counts.Total.SlowShare));
    }
}
