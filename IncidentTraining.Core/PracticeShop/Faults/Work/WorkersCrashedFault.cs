using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>The workers' host killed their processes and the supervisor: nothing restarts them.</summary>
/// <param name="workers">Number of affected workers, counted from the first.</param>
sealed class WorkersCrashedFault(int workers) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("workers");
        return new WorkersCrashedFault(options.Number("workers", 1, WorkerFleet.Usual));
    }

    public void Break(ShopSystem shop)
    {
        shop.Workers.Supervised = false;
        for (var worker = 0; worker < workers; worker++)
            shop.Workers.End(worker, WorkerEnd.Killed, startAgain: false);
    }

    public bool IsPresent(ShopSystem shop) => Array.Exists(shop.Workers.Workers, worker => worker.Condition == WorkerCondition.Exited);
}
