using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The newest release identifies some orders by numbers that workers of the previous release do not know. They wait for such an order to be
/// stored: alive, with a fresh heartbeat, but without progress.
/// </summary>
/// <param name="percent">Share of new jobs that identify their order in this way, in per cent.</param>
sealed class NumberedOrdersFault(int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent");
        return new NumberedOrdersFault(options.Number("percent", 1, 100));
    }

    public void Break(ShopSystem shop)
    {
        shop.Releases.Defects |= ReleaseDefects.NumbersOrders;
        shop.Releases.NumberedPercent = percent;
        foreach (var worker in shop.Workers.Workers)
            worker.Release = Releases.Previous;
    }

    public bool IsPresent(ShopSystem shop) =>
        ReleasePresence.Of(shop, ReleaseDefects.NumbersOrders)
        && Array.Exists(shop.Workers.Workers, worker => worker.Condition == WorkerCondition.Running && worker.Release != Releases.Newest);
}
