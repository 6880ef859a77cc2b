using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>
/// Gives all orders of the day the total that they cost. What it says is the same whether it found any: the list goes to those who answer
/// for the money.
/// </summary>
sealed class CorrectTotals : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(40);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "correct-totals",
            "Correct the totals of orders",
            "Calculates for all orders of the day anew what they cost, by the price list and the offer. One that was charged otherwise is corrected before the settlement of the night, and its customer is told.",
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
