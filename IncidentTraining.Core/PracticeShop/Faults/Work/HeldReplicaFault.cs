using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Work;

/// <summary>
/// The replica from which the workers read orders has stopped applying changes: the workers do not find later orders, assume that they are
/// not stored yet, and look again every second, without end. The database lists the replica with its replay paused.
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
