namespace IncidentTraining.Tests.Core.PracticeShop.Telemetry;

/// <summary>Since when everything holds, how long it did not, and the reasons shown while a run is not resolved.</summary>
public class ResolutionReasonsTests
{
    const int Hold = MadeSeconds.Hold,
        Window = MadeSeconds.Window;

    const string NoOnset = "No service level has been violated yet.",
        ItHasToHold = "Everything holds, but must keep holding for 120 seconds.",
        Mitigated = "Every service level holds, but what caused the incident is still there: it is mitigated, not resolved.";

    static readonly MadeSecond AllWrong = new(Failed: 1000, Slow: 1000, Unpaid: 1000, Served: 0);

    [Fact]
    public void In_the_first_half_window_nothing_is_judged()
    {
        var run = new MadeSeconds();

        run.Live((Window / 2) - 1, AllWrong, experiment: true, oldestOrder: 61);

        Assert.True(run.Meter.ServiceLevelsHold);
        Assert.Equal(
            (null, null, null, null, 0),
            (run.Meter.OnsetAt, run.Meter.HoldsSince, run.Meter.CauseRemovedAt, run.Meter.RecoveredAt, run.Meter.SecondsViolated)
        );
        Assert.Equal([NoOnset, "A chaos experiment is still on."], run.Meter.Unresolved());
        run.Live(1, AllWrong, oldestOrder: 61);
        Assert.False(run.Meter.ServiceLevelsHold);
        Assert.Equal((TimeSpan.FromSeconds(Window / 2), 1), (run.Meter.OnsetAt, run.Meter.SecondsViolated));
    }

    /// <summary>Levels that are exact in binary, so that a share can equal the limit.</summary>
    [Theory]
    [InlineData(125, 250, 500, true)]
    [InlineData(126, 250, 500, false)]
    [InlineData(125, 251, 500, false)]
    [InlineData(125, 250, 501, false)]
    public void A_level_holds_up_to_its_limit_itself(int failed, int slow, int unpaid, bool holds)
    {
        var run = new MadeSeconds(MadeSeconds.Levels with { Availability = 0.875, Latency = 0.75, PaymentSuccess = 0.5 });

        run.Live(Window, new MadeSecond(failed, slow, unpaid));

        Assert.Equal(holds, run.Meter.ServiceLevelsHold);
    }

    [Fact]
    public void The_onset_stays_where_it_first_was_and_every_violated_second_is_counted()
    {
        var run = new MadeSeconds();
        run.Live(Window);
        run.Live(1, AllWrong);
        var onset = run.Now;
        run.Live(Window);
        Assert.Equal((onset, Window), (run.Meter.OnsetAt, run.Meter.SecondsViolated));
        run.Live(Window, oldestOrder: 0);
        Assert.Equal(Window, run.Meter.SecondsViolated);
        run.Live(5, oldestOrder: 61);
        Assert.Equal((onset, Window + 5), (run.Meter.OnsetAt, run.Meter.SecondsViolated));
    }

    [Fact]
    public void A_shop_that_never_failed_holds_since_it_is_judged_and_has_recovered_from_nothing()
    {
        var run = new MadeSeconds();

        run.Live(Window + Hold);

        Assert.Equal(TimeSpan.FromSeconds(Window / 2), run.Meter.HoldsSince);
        Assert.Equal(
            (null, null, null, 0),
            (run.Meter.RecoveredAt, run.Meter.MitigatedAt, run.Meter.ResolvedAt, run.Meter.SecondsViolated)
        );
    }

    public static TheoryData<string> Disturbances => ["experiment", "shedding", "goodput", "violated"];

    [Theory, MemberData(nameof(Disturbances))]
    public void Nothing_holds_and_nothing_is_recovered_in_a_second_of_a_disturbance_and_both_begin_anew_after_it(string disturbance)
    {
        var run = MadeSeconds.Recovered();
        run.Live(Hold);
        Assert.NotNull(run.Meter.ResolvedAt);

        run.Live(
            Window,
            new MadeSecond(Failed: disturbance == "violated" ? 6 : 0, Served: disturbance == "goodput" ? 900 : 1000),
            experiment: disturbance == "experiment",
            shedding: disturbance == "shedding"
        );

        Assert.Equal(disturbance != "violated", run.Meter.ServiceLevelsHold);
        Assert.Equal((null, null, null, null), (run.Meter.HoldsSince, run.Meter.RecoveredAt, run.Meter.MitigatedAt, run.Meter.ResolvedAt));
        run.Live(Window);
        Assert.InRange(run.Meter.HoldsSince!.Value, run.Now - TimeSpan.FromSeconds(Window - 1), run.Now);
        Assert.Equal(run.Meter.HoldsSince, run.Meter.RecoveredAt);
        Assert.Null(run.Meter.MitigatedAt);
    }

    [Fact]
    public void What_was_reached_keeps_its_time_while_it_lasts()
    {
        var run = MadeSeconds.Recovered();
        var recovered = run.Now;
        run.Live(3 * Hold);

        Assert.Equal((recovered, recovered), (run.Meter.RecoveredAt, run.Meter.HoldsSince));
        Assert.Equal(
            (recovered + TimeSpan.FromSeconds(Hold), recovered + TimeSpan.FromSeconds(Hold)),
            (run.Meter.MitigatedAt, run.Meter.ResolvedAt)
        );
    }

    [Fact]
    public void The_cause_counts_as_removed_from_the_first_second_without_it_and_anew_when_it_came_back()
    {
        var run = MadeSeconds.Recovered();
        run.Live(3, cause: true);
        Assert.Null(run.Meter.CauseRemovedAt);
        run.Live(1);
        var removed = run.Now;
        run.Live(10);
        Assert.Equal(removed, run.Meter.CauseRemovedAt);
        run.Live(1, cause: true);
        run.Live(2);
        Assert.Equal(run.Now - TimeSpan.FromSeconds(1), run.Meter.CauseRemovedAt);
    }

    [Fact]
    public void Each_level_that_does_not_hold_is_a_reason_and_no_other_is_named()
    {
        Assert.Equal(["Availability is below its service level."], Reasons(new MadeSecond(Failed: 6)));
        Assert.Equal(["Latency is worse than its service level."], Reasons(new MadeSecond(Slow: 51)));
        Assert.Equal(["Fewer payments succeed than the service level requires."], Reasons(new MadeSecond(Unpaid: 31)));
        Assert.Equal(
            ["Paid orders wait longer to be confirmed than the service level allows."],
            Reasons(new MadeSecond(), oldestOrder: 60.5)
        );
        Assert.Equal(["Fewer than 95 % of the customers' calls succeed."], Reasons(new MadeSecond(Served: 949)));
        Assert.Equal(6, Reasons(AllWrong, oldestOrder: 61, experiment: true).Count);

        static IReadOnlyList<string> Reasons(MadeSecond second, double oldestOrder = 0, bool experiment = false)
        {
            var run = MadeSeconds.Recovered();
            // The cause is present as well, which is shown only when it is the only reason.
            run.Live(Window, second, experiment: experiment, cause: true, oldestOrder: oldestOrder);
            return run.Meter.Unresolved();
        }
    }

    [Fact]
    public void The_cause_is_told_after_the_hold_time_and_while_everything_holds_only()
    {
        var run = MadeSeconds.Recovered();
        run.Live(Hold - 1, cause: true);
        Assert.Equal([ItHasToHold], run.Meter.Unresolved());
        run.Live(1, cause: true);
        Assert.Equal([Mitigated], run.Meter.Unresolved());
        run.Live(1, cause: true, oldestOrder: 61);
        Assert.Equal(["Paid orders wait longer to be confirmed than the service level allows."], run.Meter.Unresolved());
        run.Live(Hold + 1, cause: true);
        Assert.Equal([Mitigated], run.Meter.Unresolved());
        // Removed, but not yet long enough.
        run.Live(Hold);
        Assert.Equal([ItHasToHold], run.Meter.Unresolved());
        run.Live(1);
        Assert.Empty(run.Meter.Unresolved());
    }

    [Fact]
    public void The_last_condition_counts_and_not_one_before_it()
    {
        var run = MadeSeconds.Recovered();
        run.Live(2, experiment: true, shedding: true);
        Assert.Equal(["A chaos experiment is still on.", "Traffic is still being shed."], run.Meter.Unresolved());
        run.Live(1);
        Assert.Equal([ItHasToHold], run.Meter.Unresolved());
    }
}
