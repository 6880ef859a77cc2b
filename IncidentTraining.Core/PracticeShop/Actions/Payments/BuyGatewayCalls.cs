using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>Raises the month's quota of our account at Paylane, in Paylane's dashboard.</summary>
sealed class BuyGatewayCalls : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(90);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "buy-gateway-calls",
            "Buy more calls from Paylane",
            "Raises the account's monthly call quota in Paylane's dashboard. It is charged on the next invoice, and finance must agree.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments) =>
        new("", "Another block of calls is being bought in Paylane's dashboard.", new ActionStage(Delay, system =>
            {
                system.Paylane.OverQuotaPercent = 0;
                system.Changes.Add("config", "Paylane: quota of the month raised");
                return "Paylane grants the account another block of calls this month.";
            }));
}
