using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Instances;

/// <summary>Copies the instances' access logs to storage where no one can overwrite them, and forwards new lines from then on.</summary>
sealed class CopyAccessLog : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "copy-access-log",
            "Copy the access logs",
            "Copies the access logs of all API instances to a write-once store, and forwards new lines to it from then on. Nothing else changes.",
            Delay,
            []
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        if (shop.Exports!.Log.IsSafe)
            throw new NotNowException("The access logs are already copied, and new lines are forwarded.");
        return new ActionPlan("", "The access logs of all API instances are being copied.", new ActionStage(Delay, system =>
            {
                system.Exports!.Log.Copy();
                return "The access logs are copied, and new lines are forwarded.";
            }));
    }
}
