using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>What follows from the figures of an account, and that it is stored unchanged.</summary>
public sealed class RunAccountTests
{
    private static readonly CustomerHarm None = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    [Theory]
    [InlineData(true, 1, 0, false)]
    [InlineData(true, 1, 1, true)]
    [InlineData(true, 2, 0, true)]
    [InlineData(false, 0, 0, false)]
    [InlineData(false, 0, 1, true)]
    public void A_run_is_by_trial_from_more_needless_risks_on_than_are_tolerated_refused_ones_included(
        bool understood,
        int taken,
        int refused,
        bool isByTrial
    )
    {
        var account = Account with
        {
            IsUnderstood = understood,
            IsResolved = true,
            RefusedTries = refused,
            Lines = [.. Enumerable.Repeat(Line with { NeedlessRisks = 1 }, taken), Line],
        };

        Assert.Equal((taken + refused, isByTrial), (account.NeedlessRisks, account.IsByTrial));
        Assert.Equal(OutcomeScale.Most(true, taken + refused, understood), account.MostOutcome);
        Assert.True(Account.IsUnderstood);
        Assert.Equal(50, (account with { IsResolved = false, Lines = [], RefusedTries = 0 }).MostOutcome);
    }

    [Theory]
    [InlineData(100.4, 1_000, "")]
    [InlineData(101, 1_499, "about the harm of the reference responder")]
    [InlineData(101, 1_500, "less harm than the reference responder")]
    [InlineData(-0.4, 5_000, "")]
    [InlineData(-1, 10_499, "about the harm of doing nothing")]
    [InlineData(-1, 10_500, "more harm than doing nothing")]
    public void Beyond_the_scale_a_difference_counts_from_the_one_on_that_makes_a_verdict(double outcome, long cents, string words)
    {
        // The reference responder's harm is 20.00 USD and that of doing nothing 100.00; a difference counts from 5.00 on.
        var account = Account with
        {
            Outcome = outcome,
            LeastDifference = 500,
            DoNothing = None with { LostRevenueCents = 10_000 },
            Recorded = None with { LostRevenueCents = outcome > 0 ? 3_000 - cents : cents },
            Reference = new(new(None with { LostRevenueCents = 2_000 }, MadeTruth(), "", []), null, null, []),
        };
        Assert.Equal(words, account.BeyondTheScale);
        Assert.Equal("", (account with { Outcome = null }).BeyondTheScale);

        static ShopTruth MadeTruth() => new MadeRun().Truth;
    }

    [Theory]
    [InlineData(ActionEffect.Helped, -49, false)]
    [InlineData(ActionEffect.Helped, -50, true)]
    [InlineData(ActionEffect.Harmed, -50, false)]
    [InlineData(ActionEffect.Nothing, -50, false)]
    public void An_action_trades_from_fifty_more_lost_orders_on(ActionEffect effect, long lostOrders, bool isTradeOff) =>
        Assert.Equal(isTradeOff, new AccountLine(default, [], default, effect, new(0, lostOrders, 0, 0, 0, 0), []).IsTradeOff);

    [Fact]
    public void A_difference_is_what_the_second_course_has_less_than_the_first()
    {
        var (without, with) = (new CustomerHarm(10, 9_000, 8, 0, 0, 0, 7, 6, 5, 4), new CustomerHarm(1, 1_000, 3, 0, 0, 0, 2, 6, 1, 2));
        var change = HarmChange.Between(without, with);

        Assert.Equal(
            (
                HarmPrices.Cents(without) - HarmPrices.Cents(with),
                without.LostOrders - with.LostOrders,
                without.DelayedOrders - with.DelayedOrders
            ),
            (change.Cents, change.LostOrders, change.DelayedOrders)
        );
        Assert.Equal(
            (
                without.FailedRequests - with.FailedRequests,
                without.CustomersAffected - with.CustomersAffected,
                without.ImpactSeconds - with.ImpactSeconds
            ),
            (change.FailedRequests, change.Customers, change.ImpactSeconds)
        );
        Assert.Equal(7, HarmChange.Between(without with { CustomersExposed = 9 }, with with { CustomersExposed = 2 }).Exposed);
        Assert.True(change is { Cents: > 0, LostOrders: 9, DelayedOrders: 5, FailedRequests: 5 });
        Assert.Equal(change, (Account with { DoNothing = without, Recorded = with }).Saved);
        Assert.Equal(default, HarmChange.Between(with, with));
    }

    [Fact]
    public void An_account_is_stored_as_it_is_with_the_rules_of_today()
    {
        var account = Account with
        {
            Outcome = 12.5,
            RefusedTries = 2,
            Lines = [Line],
            LeastDifference = 5_000,
            Delay = new(TimeSpan.FromMinutes(3), Line.Saved, ["No."]),
            Best = new(None, "The reference responder."),
        };
        var stored = new StoredAccount(Guid.CreateVersion7(MadeRun.Start), MadeRun.Start, MadeRun.Start.AddMinutes(1), account);

        var opened = stored.Open()!;
        Assert.Equal((12.5, 2, 5_000L, account.Best), (opened.Outcome, opened.RefusedTries, opened.LeastDifference, opened.Best));
        Assert.Equal(
            (Line.Saved, Line.Effect, Line.At),
            Assert.Single(opened.Lines) is var line ? (line.Saved, line.Effect, line.At) : default
        );
        Assert.Equal((TimeSpan.FromMinutes(3), "No."), (opened.Delay!.Later, Assert.Single(opened.Delay.Refused)));
        Assert.Equal(
            (StoredAccount.CurrentRules, "", MadeRun.Start, MadeRun.Start.AddMinutes(1)),
            (stored.Rules, stored.Problem, stored.RunEndedAt, stored.ComputedAt)
        );
    }

    [Fact]
    public void Why_there_is_no_account_is_stored_in_its_place()
    {
        var stored = new StoredAccount(Guid.CreateVersion7(MadeRun.Start), MadeRun.Start, MadeRun.Start, "It differs.");
        Assert.Null(stored.Open());
        Assert.Equal(("It differs.", StoredAccount.CurrentRules), (stored.Problem, stored.Rules));
    }

    private static RunAccount Account { get; } =
        new()
        {
            Horizon = TimeSpan.FromHours(1),
            DoNothing = None,
            Recorded = None,
        };

    private static AccountLine Line { get; } =
        new(TimeSpan.FromMinutes(5), ["Resized."], new(1, 2, 3, 4, 5, 6), ActionEffect.Nothing, default, []);
}
