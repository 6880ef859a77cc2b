using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>The newest release enqueues jobs in a new format, and the workers were not restarted with it.</summary>
sealed class WorkersOutOfDateFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new WorkersOutOfDateFault();
    }

    public void Break(ShopSystem shop)
    {
        shop.Releases.Defects |= ReleaseDefects.NewJobShape;
        foreach (var worker in shop.Workers.Workers)
            worker.Release = Releases.Previous;
    }

    public bool IsPresent(ShopSystem shop) =>
        ReleasePresence.Of(shop, ReleaseDefects.NewJobShape)
        && Array.Exists(shop.Workers.Workers, worker => worker.Condition == WorkerCondition.Running && worker.Release != Releases.Newest);
}
