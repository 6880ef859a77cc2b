using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads payments out of the counters and their stored samples.</summary>
static class PaymentReader
{
    const int Minute = 60, FiveMinutes = 300;

    public static PaymentsState Read(ShopSystem shop, SeriesStore store)
    {
        var now = shop.Telemetry.Metrics.Values;
        var (aMinuteAgo, fiveMinutesAgo) = (Before(store, Minute), Before(store, FiveMinutes));
        var payments = shop.Telemetry.Payments;
        var outcomes = new List<PaymentCount>();
        foreach (var outcome in Enum.GetValues<PaymentOutcome>())
        {
            var place = payments.Counters[(int)outcome];
            var (status, reason) = PaymentOutcomes.Labels(outcome);
            if (now[place] > 0)
                outcomes.Add(new PaymentCount(status, reason, now[place] - aMinuteAgo[place], now[place]));
        }

        var networks = new List<NetworkCount>();
        for (var network = 0; network < CardNetworks.All.Count; network++)
        {
            var (answered, failed) = (payments.Attempts[network], payments.Failures[network]);
            var failures = now[failed] - fiveMinutesAgo[failed];
            networks.Add(new NetworkCount(CardNetworks.All[network], now[answered] - fiveMinutesAgo[answered] + failures, failures));
        }

        return new PaymentsState(
            shop.Paylane.Route.ToString().ToLowerInvariant(), (int)(shop.Paylane.Timeout / 1000), shop.Orders.Pending, outcomes, networks);
    }

    static long[] Before(SeriesStore store, int seconds)
    {
        var reader = store.From(Math.Max(0, store.EndSecond - 1 - seconds));
        // The first row of the stretch; all zero when the run is younger.
        if (store.EndSecond > seconds)
            reader.Next();
        else
            Array.Clear(reader.Values);
        return reader.Values;
    }
}
