using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Faults.Customers;

/// <summary>Crawlers read the whole shop from a few addresses.</summary>
/// <param name="perSecond">Requests per second.</param>
sealed class BotTrafficFault(int perSecond) : IFault
{
    public static IFault Read(NamedOptions options)
    {
        options.OnlyKnown("per-second");
        return new BotTrafficFault(options.Number("per-second", 1, 500));
    }

    public void Break(ShopSystem shop) => shop.Bots.Come(perSecond);

    public bool IsPresent(ShopSystem shop) => shop.Bots.PerSecond > 0 && shop.Balancer.AddressLimit is 0 or >= BotCrowd.PerMinuteAndAddress;
}
