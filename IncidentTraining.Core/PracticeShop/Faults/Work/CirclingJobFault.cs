using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// A job that no customer waits for is put back on the queue twice by each worker that is done with it, until so many copies circulate;
/// from then on once. The workers are busy with copies, and the orders wait behind them.
/// </summary>
/// <param name="copies">The most copies that circulate.</param>
sealed class CirclingJobFault(int copies) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("copies");
        return new CirclingJobFault(options.Number("copies", 1, 20_000));
    }

    public void Break(ShopSystem shop) => shop.Queue.AddCircling(copies);

    public bool IsPresent(ShopSystem shop) => shop.Queue.Circling > 0;
}
