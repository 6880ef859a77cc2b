using System.Text.Json;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Harm, its prices and the scale of the outcome.</summary>
public class HarmTests
{
    static readonly CustomerHarm None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    [Fact]
    public void Harm_is_priced_by_the_one_table()
    {
        Assert.Equal(0, HarmPrices.Cents(None));
        Assert.Equal(3250, HarmPrices.Cents(None with { LostOrders = 1, LostRevenueCents = 3250 }));
        Assert.Equal(300, HarmPrices.Cents(None with { DelayedOrders = 1 }));
        Assert.Equal(100, HarmPrices.Cents(None with { DelaySeconds = 120 }));
        Assert.Equal(4100, HarmPrices.Cents(None with { UnconfirmedCents = 4100 }));
        Assert.Equal(2500, HarmPrices.Cents(None with { DoubleCharges = 1 }));
        Assert.Equal(25, HarmPrices.Cents(None with { FailedRequests = 1 }));
        Assert.Equal(2, HarmPrices.Cents(None with { SlowRequests = 1 }));
        Assert.Equal(500, HarmPrices.Cents(None with { CustomersExposed = 1 }));
        Assert.Equal(5000, HarmPrices.Cents(None with { PartnerReadsRefused = 1 }));
        Assert.Equal(1234, HarmPrices.Cents(None with { UnderchargedCents = 1234 }));
        Assert.Equal(100, HarmPrices.Cents(None with { CorrectedOrders = 1 }));
        Assert.Equal(0, HarmPrices.CentsSoFar(None with { UnderchargedCents = 1234 }));
        Assert.Equal(0, HarmPrices.Cents(None with { CustomersAffected = 9, ImpactSeconds = 9 }));
    }

    [Fact]
    public void Harm_that_was_stored_before_there_were_exports_is_read_without_them() =>
        Assert.Equal(
            None with
            {
                LostOrders = 3,
                ImpactSeconds = 9,
            },
            JsonSerializer.Deserialize<CustomerHarm>(
                """{"LostOrders":3,"LostRevenueCents":0,"DelayedOrders":0,"DelaySeconds":0,"UnconfirmedCents":0,"DoubleCharges":0,"FailedRequests":0,"SlowRequests":0,"CustomersAffected":0,"ImpactSeconds":9}"""
            )
        );

    [Theory]
    [InlineData(1_000_00, 1_000_00, 0)]
    [InlineData(1_000_00, 500_00, 50)]
    [InlineData(1_000_00, 0, 100)]
    [InlineData(1_000_00, -100_00, 110)]
    [InlineData(1_000_00, 1_200_00, -20)]
    public void The_outcome_is_0_for_doing_nothing_and_100_for_the_reference_and_ends_at_neither_side(
        long doNothing,
        long recorded,
        double expected
    ) => Assert.Equal(expected, OutcomeScale.Of(doNothing + 700, recorded + 700, 700, resolved: true)!.Value, 9);

    [Fact]
    public void A_run_that_is_not_resolved_at_the_horizon_gets_half_of_the_way_at_most()
    {
        Assert.Equal(90, OutcomeScale.Of(100_000, 10_000, 0, resolved: true));
        Assert.Equal(50, OutcomeScale.Of(100_000, 10_000, 0, resolved: false));
        Assert.Equal(30, OutcomeScale.Of(100_000, 70_000, 0, resolved: false));
    }

    [Theory]
    [InlineData(true, 0, null)]
    [InlineData(true, 1, null)]
    [InlineData(true, 2, 50d)]
    [InlineData(true, 3, 25d)]
    [InlineData(true, 4, 0d)]
    [InlineData(true, 5, 0d)]
    [InlineData(false, 0, 50d)]
    [InlineData(false, 1, 50d)]
    [InlineData(false, 2, 50d)]
    [InlineData(false, 3, 25d)]
    public void From_the_second_needless_risky_action_on_the_outcome_is_limited(bool resolved, int needless, double? most)
    {
        Assert.Equal(most, OutcomeScale.Most(resolved, needless, understood: true));
        Assert.Equal(most ?? 90, OutcomeScale.Of(100_000, 10_000, 0, resolved, needless));
        Assert.Equal(-20, OutcomeScale.Of(100_000, 120_000, 0, resolved, needless));
    }

    [Theory]
    [InlineData(true, 0, 100)]
    [InlineData(true, 1, 75)]
    [InlineData(true, 2, 50)]
    [InlineData(true, 4, 0)]
    [InlineData(true, 5, 0)]
    [InlineData(false, 0, 50)]
    [InlineData(false, 1, 50)]
    [InlineData(false, 3, 25)]
    public void A_guess_is_never_better_than_the_reference_and_its_first_needless_risky_action_counts(
        bool resolved,
        int needless,
        double most
    )
    {
        Assert.Equal(most, OutcomeScale.Most(resolved, needless, understood: false));
        Assert.Equal(most, OutcomeScale.Of(100_000, -20_000, 0, resolved, needless, understood: false));
        Assert.Equal(-20, OutcomeScale.Of(100_000, 120_000, 0, resolved, needless, understood: false));
    }

    [Fact]
    public void With_too_little_at_stake_there_is_no_outcome()
    {
        Assert.Null(OutcomeScale.Of(OutcomeScale.LeastAtStake - 1, 0, 0, resolved: true));
        Assert.NotNull(OutcomeScale.Of(OutcomeScale.LeastAtStake, 0, 0, resolved: true));
        Assert.Null(OutcomeScale.Of(0, 0, OutcomeScale.LeastAtStake, resolved: true));
    }

    [Fact]
    public void A_difference_counts_from_the_largest_of_the_floor_the_share_and_twice_what_chance_did()
    {
        Assert.Equal(OutcomeScale.LeastDifference, OutcomeScale.Least(atStake: 100_00, chance: 10));
        Assert.Equal(10_000, OutcomeScale.Least(atStake: 1_000_000, chance: 10));
        Assert.Equal(40_000, OutcomeScale.Least(atStake: 1_000_000, chance: 20_000));
        // Each of the three just above the floor, and the share and the chance each just above the other.
        Assert.Equal(5_000, OutcomeScale.Least(atStake: 500_000, chance: 2_500));
        Assert.Equal(5_001, OutcomeScale.Least(atStake: 500_100, chance: 0));
        Assert.Equal(5_002, OutcomeScale.Least(atStake: 0, chance: 2_501));
        Assert.Equal(10_002, OutcomeScale.Least(atStake: 1_000_000, chance: 5_001));
        Assert.Equal(OutcomeScale.LeastDifference, OutcomeScale.Least(atStake: -1_000_000, chance: 0));
    }

    [Fact]
    public void A_verdict_needs_the_least_difference_on_either_side()
    {
        Assert.Equal(ActionEffect.Helped, OutcomeScale.Effect(5000, 5000));
        Assert.Equal(ActionEffect.Nothing, OutcomeScale.Effect(4999, 5000));
        Assert.Equal(ActionEffect.Nothing, OutcomeScale.Effect(-4999, 5000));
        Assert.Equal(ActionEffect.Harmed, OutcomeScale.Effect(-5000, 5000));
    }

    [Theory]
    [InlineData("lab-1-high-latency", "pool-too-small")]
    [InlineData("lab-2-payment-failure", "webhook-key")]
    [InlineData("lab-3-database-connection", "project-paused")]
    [InlineData("lab-4-worker-failure", "locked-table")]
    [InlineData("lab-5-full-incident-response", "webhook-key-locked-table")]
    public void Every_lab_has_harm_to_prevent(string scenario, string cause)
    {
        var played = Played.Of(scenario, cause);

        Assert.True(
            played.DoNothing.Cents - played.Reference.Course.Cents > 10 * OutcomeScale.LeastAtStake,
            $"{played.DoNothing.Harm} {played.Reference.Course.Harm}"
        );
    }

    [Fact]
    public void Delay_is_counted_for_each_order_from_the_minute_in_which_it_should_have_been_confirmed()
    {
        var harm = Played.Of("lab-4-worker-failure", "locked-table").DoNothing.Harm;

        Assert.Equal(0, harm.LostOrders);
        Assert.InRange(harm.DelayedOrders, 2 * 60 * 15, 2 * 60 * 25);
        // They arrive evenly, and none is ever confirmed: on average they wait for half the time.
        Assert.InRange(harm.DelaySeconds / (double)harm.DelayedOrders / 60, 9, 13);
    }
}
