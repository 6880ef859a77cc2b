using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>
/// Sets how long the API waits for Paylane. A short timeout frees slots and connections, but leaves more outcomes unknown.
/// </summary>
sealed class SetGatewayTimeout : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(10);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "set-gateway-timeout",
            "Set the gateway timeout",
            "Sets gateway.timeout_ms. A short one frees slots and connections sooner; a call that times out may still have been charged.",
            Delay,
            [new ArgumentDescription("milliseconds", "Milliseconds", [], 200, 30000, "2000")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var milliseconds = arguments.Number("milliseconds", 200, 30000);
        if (shop.Paylane.Timeout == milliseconds * 1000L)
            throw new NotNowException($"The timeout is already {milliseconds} ms.");
        return new ActionPlan("", $"gateway.timeout_ms is being set to {milliseconds}.", new ActionStage(Delay, system =>
            {
                system.Paylane.Timeout = milliseconds * 1000L;
                system.Changes.Add("config", $"gateway.timeout_ms: {milliseconds}");
                return $"The API waits {milliseconds} ms for Paylane.";
            }));
    }
}
