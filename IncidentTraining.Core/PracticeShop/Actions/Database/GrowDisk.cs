using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Actions.Database;

/// <summary>Gives the database a larger disk.</summary>
sealed class GrowDisk : IShopAction
{
    static readonly TimeSpan Delay = TimeSpan.FromSeconds(40);

    public ActionDescription Describe(ShopSystem shop) =>
        new(
            "grow-disk",
            "Grow the database's disk",
            "Adds gigabytes to the disk. It costs money every month, and disks cannot be shrunk again.",
            Delay,
            [new ArgumentDescription("gigabytes", "Gigabytes to add", [], 1, 100, "8")]
        );

    public ActionPlan Prepare(ShopSystem shop, NamedOptions arguments)
    {
        var gigabytes = arguments.Number("gigabytes", 1, 100);
        return new ActionPlan(DatabaseOptions.Project, $"The disk is being grown by {gigabytes} GB.", new ActionStage(Delay, system =>
            {
                system.DatabaseServer.DiskGigabytes += gigabytes;
                system.Changes.Add("maintenance", $"Disk of {DatabaseOptions.Project} grown by {gigabytes} GB");
                return $"The disk has {system.DatabaseServer.DiskGigabytes:0} GB.";
            }));
    }
}
