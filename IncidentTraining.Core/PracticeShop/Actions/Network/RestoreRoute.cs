using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Network;

/// <summary>Restores the network policy of one of the shop's routes.</summary>
sealed class RestoreRoute : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "restore-route",
            "Restore a network policy",
            "Restores the network policy between two parts of the shop to the version before the last change.",
            Delay,
            [new ArgumentDescription("route", "Way", NetworkRoutes.All, null, null, NetworkRoutes.All[0])]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var name = arguments.Choice("route", NetworkRoutes.All);
        return new ActionPlan(name, $"The network policy {name} is being restored.", new ActionStage(Delay, system =>
            {
                system.Network.Restore(NetworkRoutes.Find(name));
                system.Changes.Add("config", $"Network policy {name} restored");
                return $"The network policy {name} is as it was before the last change.";
            }));
    }
}
