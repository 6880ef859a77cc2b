using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The workers wait for a response of the mail service that will not come: alive, with a fresh heartbeat, but without progress.
/// </summary>
/// <param name="workers">Number of affected workers, counted from the first.</param>
sealed class WorkersStuckFault(int workers) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("workers");
        return new WorkersStuckFault(options.Number("workers", 1, WorkerFleet.Usual));
    }

    public void Break(ShopSystem shop)
    {
        for (var worker = 0; worker < workers; worker++)
            shop.Workers.Workers[worker].Stuck = true;
    }

    public bool IsPresent(ShopSystem shop) =>
        Array.Exists(shop.Workers.Workers, worker => worker is { Stuck: true, Condition: WorkerCondition.Running });
}
