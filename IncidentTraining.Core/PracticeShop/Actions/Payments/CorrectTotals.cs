using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>
/// Corrects the totals of all of the day's orders. The text is the same whether or not any were wrong: the list goes to finance.
/// </summary>
sealed class CorrectTotals : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(40);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "correct-totals",
            "Correct order totals",
            "Recalculates the cost of all of today's orders from the price list and the offer. Orders charged differently are corrected before tonight's settlement, and their customers are told.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "Calculating the totals of the day anew.", new ActionStage(Delay, system =>
            {
                system.Totals!.Correct(system.Orders.NewestNumber);
                return "The totals of the day were calculated anew. Finance has the list.";
            }));
}
