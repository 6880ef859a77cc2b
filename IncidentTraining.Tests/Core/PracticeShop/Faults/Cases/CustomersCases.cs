using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Orders;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

/// <summary>The faults of <c>Faults/Customers</c>.</summary>
static class CustomersCases
{
    public static readonly Dictionary<string, FaultCase> All = new()
    {
        ["bot-traffic"] = new(
            "per-second=60",
            shop => shop.Line(ChartNames.RequestRate, 60).Average() > 60,
            "limit-clients requests-per-minute=60"
        ),
        ["fresh-keys"] = new(
            "",
            shop => shop.Flags().Single(flag => flag.Id == "fresh-checkout-keys").On,
            "switch-flag flag=fresh-checkout-keys state=off"
        ),
        // It is intended, so there is nothing to repair.
        ["offer-begins"] = new("", shop =>
            shop.Line(ChartNames.OrderValue, 1)[0] < 0.95 * shop.Line(ChartNames.OrderListValue, 1)[0]
            && shop.System.Totals is { Wrong: 0 }
            && shop.Truth().OnsetAt is null
        )
        {
            Limits = new ShopLimits { Offer = new SeasonOffer() },
        },
        ["retry-storm"] = new("", shop => shop.Flags().Single(flag => flag.Id == "fast-retry").On, "switch-flag flag=fast-retry state=off"),
        ["traffic-surge"] = new(
            "per-second=120 over-seconds=20 instances=3",
            shop => shop.Line(ChartNames.RequestRate, 30).Average() > 80,
            "scale-api instances=4"
        ),
    };
}
