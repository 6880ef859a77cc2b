using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.RollBack;

/// <summary>Restores the version before last of a file that is pushed to all hosts.</summary>
sealed class RestoreConfiguration : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(20);

    // The suggested value is not the one that any incident needs: the form must not suggest a repair.
    static readonly string Suggested = PushedConfiguration.All[(int)PushedFile.MailTemplates];

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "restore-configuration",
            "Revert a pushed configuration",
            "Pushes the previous version of a settings file to all hosts. Releases do not contain these files and are not changed.",
            Delay,
            [new ArgumentDescription("file", "File", PushedConfiguration.All, null, null, Suggested)]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var name = arguments.Choice("file", [.. PushedConfiguration.All]);
        return new ActionPlan(name, $"The version before the last one of {name} is being pushed.", new ActionStage(Delay, system =>
            {
                system.Configuration.Restore((PushedFile)PushedConfiguration.All.ToList().IndexOf(name));
                system.Changes.Add("config", $"Configuration {name} taken back");
                return $"All hosts have the version before the last one of {name}.";
            }));
    }
}
