using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;
using IncidentTraining.Core.PracticeShop.Wiring;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Readers;

/// <summary>Reads payments from the counters and their stored samples.</summary>
static class PaymentReader
{
    const int Minute = 60;

    /// <summary>Seconds covered by a card network report, and from its end until it is ready.</summary>
    const int Reported = 300,
        UntilReady = 120;

    public static PaymentsState Read(ShopSystem shop, SeriesStore store)
    {
        var now = shop.Telemetry.Metrics.Values;
        var aMinuteAgo = Before(store, Minute);
        var payments = shop.Telemetry.Payments;
        var outcomes = new List<PaymentCount>();
        foreach (var (status, reason) in payments.Outcomes)
        {
            var place = payments.Counters[
                Array.FindIndex(Enum.GetValues<PaymentOutcome>(), outcome => PaymentOutcomes.Labels(outcome) == (status, reason))
            ];
            if (now[place] > 0)
                outcomes.Add(new PaymentCount(status, reason, now[place] - aMinuteAgo[place], now[place]));
        }

        return new PaymentsState(
            shop.Paylane.Route.ToString().ToLowerInvariant(),
            (int)(shop.Paylane.Timeout / 1000),
            outcomes,
            Report(payments, store)
        );
    }

    /// <summary>The newest report that is ready: a job counts the checkouts of every five minutes by card network.</summary>
    static NetworkReport? Report(PaymentTelemetry payments, SeriesStore store)
    {
        var end = (store.EndSecond - UntilReady) / Reported * Reported;
        if (end <= 0)
            return null;
        var (from, to) = (At(store, end - Reported), At(store, end));
        return new NetworkReport(
            TimeSpan.FromSeconds(end - Reported),
            TimeSpan.FromSeconds(end),
            [
                .. CardNetworks.All.Select(
                    (name, network) =>
                    {
                        var failures = to[payments.Failures[network]] - from[payments.Failures[network]];
                        return new NetworkCount(
                            name,
                            to[payments.Attempts[network]] - from[payments.Attempts[network]] + failures,
                            failures
                        );
                    }
                ),
            ]
        );
    }

    /// <summary>The counters at the end of a second; all zero before the first.</summary>
    static long[] At(SeriesStore store, int second)
    {
        var reader = store.From(Math.Max(0, second - 1));
        if (second > 0)
            reader.Next();
        else
            Array.Clear(reader.Values);
        return reader.Values;
    }

    static long[] Before(SeriesStore store, int seconds)
    {
        var reader = store.From(Math.Max(0, store.EndSecond - 1 - seconds));
        // The first row of the period; all zero when the run is younger.
        if (store.EndSecond > seconds)
            reader.Next();
        else
            Array.Clear(reader.Values);
        return reader.Values;
    }
}
