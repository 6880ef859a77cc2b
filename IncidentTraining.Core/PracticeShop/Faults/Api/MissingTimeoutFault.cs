namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>Someone has taken the time-outs of requests and gateway calls away: whoever is not answered holds slot and connection for a minute.</summary>
sealed class MissingTimeoutFault : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown();
        return new MissingTimeoutFault();
    }

    public void Break(ShopSystem shop)
    {
        shop.Balancer.RequestTimeout = 0;
        shop.Paylane.Timeout = 0;
    }

    public bool IsPresent(ShopSystem shop) => shop.Paylane.Timeout == 0;
}
