using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>Cost cuts left fewer worker processes, and fewer jobs per process, than the orders need.</summary>
/// <param name="processes">Remaining worker processes.</param>
/// <param name="lanes">Jobs that each one handles at the same time.</param>
/// <param name="enough">Number of processes that is enough.</param>
sealed class TooFewWorkersFault(int processes, int lanes, int enough) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("processes", "lanes", "enough");
        return new TooFewWorkersFault(
            options.Number("processes", 1, WorkerFleet.Usual),
            options.Number("lanes", 1, WorkerProcess.MostLanes),
            options.Number("enough", 2, WorkerFleet.Most)
        );
    }

    public void Break(ShopSystem shop)
    {
        foreach (var worker in shop.Workers.Workers)
            worker.Lanes = lanes;
        for (var worker = processes; worker < WorkerFleet.Most; worker++)
            shop.Workers.Remove(worker);
    }

    public bool IsPresent(ShopSystem shop) => shop.Workers.Wanted < enough;
}
