using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults;

/// <summary>Orders that are undercharged: the effect, the cost, and the correction.</summary>
public sealed class WrongTotalsFaultTests
{
    const string Wrong = "wrong-totals",
        Announced = "offer-begins";

    const int InTrouble = 215;

    [Theory]
    [InlineData(2_999, 2_999, 2_999)]
    [InlineData(3_000, 2_550, 2_168)]
    [InlineData(4_001, 3_401, 2_891)]
    public void An_offer_counts_from_its_amount_on_and_the_defect_takes_it_off_once_more(int list, int once, int twice)
    {
        var (totals, told) = Totals();
        totals.OfferRuns = true;
        var (right, wrong) = (Order(1, list), Order(2, list));

        totals.Write(ref right, twice: false, 0);
        totals.Write(ref wrong, twice: true, 0);

        Assert.Equal((once, once), (totals.Due(right), totals.Total(right)));
        Assert.Equal((once, twice), (totals.Due(wrong), totals.Total(wrong)));
        Assert.Equal([(1, list, once), (2, list, twice)], told.Orders);
    }

    [Fact]
    public void Before_the_offer_begins_the_defect_changes_no_total()
    {
        var (totals, _) = Totals();
        var order = Order(1, 9_000);

        totals.Write(ref order, twice: true, 0);
        totals.Charge(order);

        Assert.Equal((9_000, 9_000), (totals.Due(order), totals.Total(order)));
        Assert.Equal((0, 0L, 0L), (totals.Wrong, totals.ShortCents, totals.BelowListIn(TimeSpan.FromHours(1))));
    }

    [Fact]
    public void An_order_that_a_test_placed_is_charged_nothing()
    {
        var (totals, told) = Totals();
        totals.Charge(Order(1, 9_000) with { OfTest = true });
        Assert.Empty(told.Charges);
    }

    [Fact]
    public void A_correction_takes_the_orders_up_to_now_those_that_are_open_too_and_none_after_it()
    {
        var (totals, told) = Totals();
        totals.OfferRuns = true;
        var (paid, open, next) = (Order(7, 4_000), Order(8, 4_000), Order(9, 4_000));
        totals.Write(ref paid, twice: true, 0);
        totals.Write(ref open, twice: true, 0);
        totals.Charge(paid);
        Assert.Equal((1, 510L), (totals.Wrong, totals.ShortCents));

        totals.Correct(newest: 8);
        Assert.Equal((0, 0L, 1), (totals.Wrong, totals.ShortCents, totals.Corrected));
        totals.Charge(open);
        Assert.Equal((0, 0L, 1), (totals.Wrong, totals.ShortCents, totals.Corrected));

        totals.Write(ref next, twice: true, 0);
        totals.Charge(next);
        Assert.Equal((1, 510L, 1), (totals.Wrong, totals.ShortCents, totals.Corrected));
        Assert.Equal([(4_000, 2_890), (4_000, 3_400), (4_000, 2_890)], told.Charges);
    }

    [Fact]
    public void What_was_charged_below_list_prices_and_whether_it_was_wrong_is_told_of_a_window()
    {
        var kernel = new Kernel();
        var (totals, _) = Totals(kernel);
        totals.OfferRuns = true;
        kernel.RunTo(100 * Kernel.Second);
        var order = Order(1, 4_000);
        totals.Write(ref order, twice: true, 0);
        totals.Charge(order);
        var window = TimeSpan.FromSeconds(60);

        kernel.RunTo(160 * Kernel.Second - 1);
        Assert.Equal((1_110L, true), (totals.BelowListIn(window), totals.WasWrong(window)));
        kernel.RunTo(160 * Kernel.Second);
        Assert.Equal((0L, false), (totals.BelowListIn(window), totals.WasWrong(window)));
    }

    [Fact]
    public void Nothing_but_the_totals_differs_from_the_offer_as_it_was_announced()
    {
        var (wrong, right) = (Shop(Wrong), Shop(Announced));
        wrong.Run(600);
        right.Run(600);

        Assert.Equal(right.Harm(), wrong.Harm() with { UnderchargedCents = 0, ImpactSeconds = right.Harm().ImpactSeconds });
        Assert.Null(right.Truth().OnsetAt);
        Assert.NotNull(wrong.Truth().OnsetAt);
        Assert.True(wrong.Harm().ImpactSeconds > 400);
        Assert.Equal(0, right.Harm().UnderchargedCents);
    }

    [Fact]
    public void The_harm_is_exactly_what_was_charged_too_little()
    {
        var (wrong, right) = (Shop(Wrong), Shop(Announced));
        wrong.Run(600);
        right.Run(600);

        Assert.Equal(Counter(right, "orders_list_cents_total"), Counter(wrong, "orders_list_cents_total"));
        var missing = Counter(right, "orders_charged_cents_total") - Counter(wrong, "orders_charged_cents_total");
        Assert.True(missing > 100_000);
        Assert.Equal(missing, wrong.Harm().UnderchargedCents);
        Assert.Equal((missing, null), (wrong.Cost().UnderchargedCents, wrong.Cost().CustomersExposed));
    }

    [Fact]
    public void A_rollback_ends_it_and_leaves_the_orders_that_were_written_which_a_correction_brings_right()
    {
        var shop = Shop(Wrong);
        shop.Run(InTrouble);
        Assert.True(shop.Do("roll-back").Accepted);
        shop.Run(300);
        var (missing, wrong) = (shop.Harm().UnderchargedCents, shop.System.Totals!.Wrong);
        shop.Run(300);

        Assert.NotNull(shop.Truth().MitigatedAt);
        Assert.NotNull(shop.Truth().CauseRemovedAt);
        Assert.Null(shop.Truth().ResolvedAt);
        Assert.Equal((missing, wrong), (shop.Harm().UnderchargedCents, shop.System.Totals.Wrong));
        Assert.True(wrong > 100);

        shop.Do("correct-totals");
        shop.Run(39);
        Assert.Null(shop.Truth().ResolvedAt);
        shop.Run(2);
        Assert.NotNull(shop.Truth().ResolvedAt);
        Assert.Equal((0, wrong), (shop.Harm().UnderchargedCents, shop.Harm().CorrectedOrders));
        shop.Run(300);
        Assert.Equal((0, wrong), (shop.Harm().UnderchargedCents, shop.Harm().CorrectedOrders));
    }

    [Fact]
    public void A_correction_before_the_rollback_resolves_nothing_because_new_orders_are_wrong_again()
    {
        var shop = Shop(Wrong);
        shop.Run(InTrouble);
        shop.Do("correct-totals");
        shop.Run(41);
        var corrected = shop.Harm().CorrectedOrders;
        Assert.True(corrected > 50);
        shop.Do("roll-back");
        shop.Run(600);

        Assert.NotNull(shop.Truth().MitigatedAt);
        Assert.Null(shop.Truth().ResolvedAt);
        Assert.True(shop.Harm().UnderchargedCents > 0);
        shop.Do("correct-totals");
        shop.Run(41);
        Assert.NotNull(shop.Truth().ResolvedAt);
        Assert.True(shop.Harm().CorrectedOrders > corrected);
    }

    [Fact]
    public void A_correction_says_the_same_whether_there_was_anything_to_correct()
    {
        var (wrong, right) = (Shop(Wrong), Shop(Announced));
        foreach (var shop in new[] { wrong, right })
        {
            shop.Run(InTrouble);
            shop.Do("correct-totals");
            shop.Run(41);
        }

        Assert.Equal(Told(right), Told(wrong));
        Assert.Equal(2, Told(right).Count);
        Assert.Equal(0, right.Harm().CorrectedOrders);
        Assert.NotEqual(0, wrong.Harm().CorrectedOrders);
    }

    [Fact]
    public void The_log_has_the_sums_of_an_order_and_some_customers_ask_whether_theirs_is_right()
    {
        foreach (var fault in new[] { Wrong, Announced })
        {
            var shop = Shop(fault);
            shop.Run(1_800);

            Assert.True(shop.HasLine("created: list="));
            Assert.Contains(shop.EventsAfter(0), entry =>
                entry.Kind == ShopEventKind.Complaint && entry.Text.Contains("USD", StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    public void A_shop_without_an_offer_has_neither_its_action_nor_its_figures()
    {
        var shop = FaultyShop.With();
        shop.Run(60);

        Assert.DoesNotContain(shop.Actions, action => action.Name == "correct-totals");
        Assert.DoesNotContain(shop.Charts(TimeSpan.Zero).Lines, line => line.Name is ChartNames.OrderValue or ChartNames.OrderListValue);
        Assert.DoesNotContain("orders_charged_cents_total", shop.PrometheusText(), StringComparison.Ordinal);
        Assert.False(shop.HasLine("created: list="));
        foreach (var fault in new[] { Wrong, Announced })
        {
            var broken = FaultyShop.With(fault);
            Assert.Contains("set ‘offer’", Assert.Throws<BadOptionException>(() => broken.Run(60)).Message, StringComparison.Ordinal);
        }
    }

    static ShopSimulation Shop(string fault) => FaultyShop.With(new ShopLimits { Offer = new SeasonOffer() }, [fault]);

    static long Counter(ShopSimulation shop, string name) =>
        long.Parse(
            shop.PrometheusText().Split('\n').Single(line => line.StartsWith(name + " ", StringComparison.Ordinal)).Split(' ')[1],
            CultureInfo.InvariantCulture
        );

    static List<string> Told(ShopSimulation shop) =>
        [
            .. shop.EventsAfter(0)
                .Where(entry => entry.Kind is ShopEventKind.ActionStarted or ShopEventKind.ActionFinished)
                .Select(entry => entry.Text),
        ];

    static Order Order(int number, int list) => new() { Number = number, BasketCents = list };

    static (OrderTotals Totals, Reports Told) Totals(Kernel? kernel = null)
    {
        var told = new Reports();
        return (new OrderTotals(kernel ?? new Kernel(), new SeasonOffer { Percent = 15, FromCents = 3_000 }, told, told), told);
    }

    sealed class Reports : ITotalsReports, IOrderReports
    {
        public List<(int Number, int List, int Total)> Orders { get; } = [];

        public List<(int List, int Total)> Charges { get; } = [];

        public void Written(int order, int listCents, int totalCents, long trace) => Orders.Add((order, listCents, totalCents));

        public void Charged(int listCents, int totalCents) => Charges.Add((listCents, totalCents));

        public void OrderStuck(int customer) { }

        public void OrderGivenUp(int customer, int basketCents) { }

        public void OrderReduced(int customer, int chargedCents) { }
    }
}
