namespace IncidentTraining.Core.PracticeShop.Faults.Platform;

/// <summary>Redis has ended and no one has started it again.</summary>
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
