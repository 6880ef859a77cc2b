using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// Each worker that finishes a certain background job puts it back into the queue twice, until a number of copies circulate; from then on
/// once. The workers are busy with copies, and the orders wait behind them.
/// </summary>
/// <param name="copies">Largest number of circulating copies.</param>
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
