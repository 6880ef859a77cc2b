using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Payments;

/// <summary>Sends payments to Paylane's other endpoint. The standby is further away and slower.</summary>
sealed class SwitchGateway : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "switch-gateway",
            "Fail over the gateway",
            "Sends payments to Paylane's primary or standby endpoint. The standby is further away: its responses take half as long again.",
            Delay,
            [new ArgumentDescription("route", "Endpoint", ["primary", "standby"], null, null, "standby")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var name = arguments.Choice("route", ["primary", "standby"]);
        var route = name == "primary" ? GatewayRoute.Primary : GatewayRoute.Standby;
        if (shop.Paylane.Route == route)
            throw new NotNowException($"Payments already go to the {name} endpoint.");
        return new ActionPlan(name, $"Payments are being sent to Paylane's {name} endpoint.", new ActionStage(Delay, system =>
            {
                system.Paylane.Route = route;
                system.Paylane.Disconnect();
                system.Changes.Add("config", $"gateway.base_url: Paylane's {name} endpoint");
                return $"Payments go to Paylane's {name} endpoint.";
            }));
    }
}
