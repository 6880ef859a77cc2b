using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The newest release keeps data in memory for each product list, without a limit: garbage collections pause an instance for longer and
/// longer, until the platform kills it for lack of memory and restarts it. A restart helps until the memory is full again.
/// </summary>
/// <param name="kilobytes">Memory kept for each product list, in kilobytes.</param>
/// <param name="seconds">How long it is kept, in seconds; 0 until the process ends.</param>
/// <param name="kept">Lists that each instance has already kept when the fault begins.</param>
sealed class MemoryLeakFault(int kilobytes, int seconds, int kept) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("kilobytes", "seconds", "kept");
        return new MemoryLeakFault(
            options.Number("kilobytes", 1, 10_000),
            options.Number("seconds", 0, Heap.LongestKept),
            options.Number("kept", 0, 100_000)
        );
    }

    public void Break(ShopSystem shop)
    {
        shop.Releases.Defects |= ReleaseDefects.KeepsViews;
        (shop.Releases.KeptKilobytes, shop.Releases.KeptSeconds) = (kilobytes, seconds);
        foreach (var instance in shop.Balancer.Present)
        {
            // Kept data expires as evenly as it was added.
            for (var list = 0; list < kept; list++)
                instance.Heap.Keep(kilobytes, seconds == 0 ? 0 : 1 + (list % seconds));
        }
    }

    // An instance that has been killed and restarts will keep as much as before.
    public bool IsPresent(ShopSystem shop) =>
        shop.Balancer.Present.Any(instance =>
            instance.Condition != InstanceCondition.Drained && (shop.Releases.DefectsOf(instance.Release) & ReleaseDefects.KeepsViews) != 0
        );
}
