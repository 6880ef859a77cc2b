using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Api;

/// <summary>
/// The timeouts of requests and gateway calls were removed: a request without an answer holds its slot and its connection for a minute.
/// </summary>
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
