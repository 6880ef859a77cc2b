using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>Asks Paylane's support to raise our account's call limit. That takes as long as a phone call.</summary>
sealed class RequestGatewayLimit : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(120);

    // The suggested number is smaller than any incident needs: the form must not suggest a repair.
    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "request-gateway-limit",
            "Ask Paylane to raise our limit",
            "Calls Paylane's support to have the account's limit of calls per second raised. They take a while to answer.",
            Delay,
            [new ArgumentDescription("calls-per-second", "Calls per second", [], 1, 200, "5")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var calls = arguments.Number("calls-per-second", 1, 200);
        return new ActionPlan("", $"Paylane's support has been asked for {calls} calls per second.", new ActionStage(Delay, system =>
            {
                system.Paylane.CallsPerSecond = calls;
                return $"Paylane accepts {calls} calls of our account in a second.";
            }));
    }
}
