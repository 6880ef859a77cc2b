using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>The view history fills Redis until it refuses every write.</summary>
/// <param name="leftMegabytes">Free memory when the fault begins.</param>
/// <param name="kilobytesPerSecond">Growth of the history per second.</param>
sealed class RedisFullFault(int leftMegabytes, int kilobytesPerSecond) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("left-megabytes", "kilobytes-per-second");
        return new RedisFullFault(options.Number("left-megabytes", 0, 1000), options.Number("kilobytes-per-second", 1, 100000));
    }

    public void Break(ShopSystem shop)
    {
        shop.Flags.Switch(FeatureFlags.ViewHistory, on: true);
        shop.Redis.HistoryMegabytes = Math.Max(0, shop.Redis.LimitMegabytes - shop.Redis.UsedMegabytes - leftMegabytes);
        shop.Redis.HistoryPerSecond = kilobytesPerSecond / 1000.0;
    }

    public bool IsPresent(ShopSystem shop) => shop.Flags.IsOn(FeatureFlags.ViewHistory) || !shop.Redis.HasRoom;
}
