using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>Redis has stopped and was not restarted.</summary>
sealed class RedisDownFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new RedisDownFault();
    }

    public void Break(ShopSystem shop) => shop.Redis.IsUp = false;

    public bool IsPresent(ShopSystem shop) => !shop.Redis.IsUp;
}
