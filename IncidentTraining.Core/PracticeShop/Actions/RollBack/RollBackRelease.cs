using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.RollBack;

/// <summary>
/// Rolls the API back to the previous release, one instance at a time: until it is done, the shop has one instance fewer.
/// </summary>
sealed class RollBackRelease : IShopAction
{
    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "roll-back",
            "Roll back the API",
            "Deploys the previous release to the API, one instance at a time. Meanwhile, one instance is always out of rotation. The workers keep their release.",
            Deployment.ApiTime(shop),
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var (from, to) = (shop.Releases.Api, Releases.Previous);
        if (from == to)
            throw new NotNowException($"Release {to} is the oldest one kept; there is none before it. deploy-release deploys a newer one.");
        return Deployment.ToApi(
            shop,
            to,
            $"Rolling back from {from} to {to}, one instance after the other.",
            $"Rolled back from {from} to {to}"
        );
    }
}
