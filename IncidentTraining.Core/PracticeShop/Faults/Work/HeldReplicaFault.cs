using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The replica from which the workers read orders stays as it is: they do not find an order that came later, take it for one that is not
/// written yet, and look again each second, without end. The database lists the replica with its replay standing still.
/// </summary>
sealed class HeldReplicaFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new HeldReplicaFault();
    }

    public void Break(ShopSystem shop) => shop.Replica.Hold();

    public bool IsPresent(ShopSystem shop) => shop.Replica.IsHeld;
}
