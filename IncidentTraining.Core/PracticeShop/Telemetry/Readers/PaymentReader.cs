namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads payments.</summary>
static class PaymentReader
{
    public static PaymentsState Read(ShopSystem shop) => new("primary", 7900, 0,
        [new PaymentCount("approved", "none", 0, shop.Telemetry.Metrics.Values[shop.Telemetry.PaymentCounters[0]])],
        [new NetworkCount("visa", 0, 0), new NetworkCount("mastercard", 0, 0), new NetworkCount("amex", 0, 0)]);
}
