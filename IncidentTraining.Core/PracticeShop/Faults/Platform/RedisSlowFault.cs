using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>
/// A command that scans all keys runs again and again, and Redis executes one command at a time: enqueuing and claiming wait behind it. A
/// restart ends it.
/// </summary>
/// <param name="milliseconds">Response time.</param>
sealed class RedisSlowFault(int milliseconds) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("milliseconds");
        return new RedisSlowFault(options.Number("milliseconds", 2, 10000));
    }

    public void Break(ShopSystem shop) => shop.Redis.Latency = milliseconds * Kernel.Second / 1000;

    public bool IsPresent(ShopSystem shop) => shop.Redis.IsSlow;
}
