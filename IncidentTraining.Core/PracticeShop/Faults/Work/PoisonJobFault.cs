using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The next order contains a title that was withdrawn after it was paid: writing its receipt ends the process of every worker that claims
/// it.
/// </summary>
sealed class PoisonJobFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new PoisonJobFault();
    }

    public void Break(ShopSystem shop) => shop.Queue.PoisonNext();

    public bool IsPresent(ShopSystem shop) => shop.Queue.HasPoison;
}
