using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>Thousands of back-office jobs are queued ahead of the customers' jobs.</summary>
/// <param name="jobs">How many.</param>
sealed class QueueBacklogFault(int jobs) : IFault
{
    /// <summary>Number of back-office jobs that are completed in half a minute.</summary>
    const int Bearable = 500;

    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("jobs");
        return new QueueBacklogFault(options.Number("jobs", 1, 50000));
    }

    public void Break(ShopSystem shop)
    {
        for (var job = 0; job < jobs; job++)
            shop.Queue.Add(order: 0, trace: 0, newShape: false);
    }

    public bool IsPresent(ShopSystem shop) => shop.Queue.BackOffice > Bearable;
}
