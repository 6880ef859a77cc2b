using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// The cover-image service, which another team runs, fails: readers see a placeholder. No service level, harm or cost includes it, and
/// nothing in the shop repairs it.
/// </summary>
/// <param name="percent">Share of the images that fail, in per cent.</param>
sealed class CoversFailingFault(int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent");
        return new CoversFailingFault(options.Number("percent", 1, 100));
    }

    public void Break(ShopSystem shop) => shop.Noise.FailCovers(percent);

    // The shop cannot repair it, so a cause that combines it with another fault is gone when the other one is.
    public bool IsPresent(ShopSystem shop) => false;
}
