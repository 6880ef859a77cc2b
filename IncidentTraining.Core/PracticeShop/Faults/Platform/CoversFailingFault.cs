using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>The service of the cover images, which another team runs, fails: readers see a placeholder. No service level, harm or cost
/// counts it, and nothing in the shop repairs it.</summary>
/// <param name="percent">Share of the images that are not sent, in per cent.</param>
sealed class CoversFailingFault(int percent) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("percent");
        return new CoversFailingFault(options.Number("percent", 1, 100));
    }

    public void Break(ShopSystem shop) => shop.Noise.FailCovers(percent);

    // It is not the shop's to repair, so a cause that has it beside another fault is gone with the other one.
    public bool IsPresent(ShopSystem shop) => false;
}
