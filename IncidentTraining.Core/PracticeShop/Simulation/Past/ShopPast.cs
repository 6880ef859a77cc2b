using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>
/// The hour before a run: the telemetry of <see cref="EarlierShop"/>. It is not part of the run: no measure, alert, budget or digest
/// includes it. See decision 0019.
/// </summary>
sealed class ShopPast
{
    /// <summary>Seconds of the past.</summary>
    public const int Seconds = 3600;

    /// <summary>
    /// Number of different pasts of a shop, of which each seed draws one. Runs share them, so that a class needs no more time and memory
    /// than these.
    /// </summary>
    public const int Variants = 8;

    /// <summary>An hour has about 7,500 orders and jobs. Their numbers end before the run's begin.</summary>
    const int Numbers = 9_000;

    const long FirstSeed = 7_001;

    readonly float[][] _values;

    ShopPast(ShopSimulation played)
    {
        var (begin, end) = (EarlierShop.WarmUp, EarlierShop.WarmUp + TimeSpan.FromSeconds(Seconds));
        var charts = played.Charts(begin);
        _values = [.. charts.Lines.Select(line => line.Values.Take(Seconds).Select(value => (float)value).ToArray())];
        Log = new PastLines(played.System.Telemetry.Logs.Book, begin, end);
        Traces =
        [
            .. played
                .Traces(
                    new TraceQuery
                    {
                        From = begin,
                        To = end,
                        Limit = int.MaxValue,
                    }
                )
                .Traces.Select(trace => trace with { At = trace.At - end }),
        ];
    }

    /// <summary>The lines of its log.</summary>
    public PastLines Log { get; }

    /// <summary>Its stored traces, newest first.</summary>
    public IReadOnlyList<ShopTrace> Traces { get; }

    /// <summary>The past of a run.</summary>
    /// <param name="scenario">The run's scenario.</param>
    /// <param name="seed">Its seed.</param>
    public static ShopPast Of(Scenario scenario, long seed) => PastShelf.Past(EarlierShop.Before(scenario, seed), VariantOf(seed));

    /// <summary>Which of the pasts a seed draws.</summary>
    public static int VariantOf(long seed) => Engine.RandomStream.For(seed, "past").Below(Variants);

    /// <summary>Plays a past.</summary>
    public static ShopPast Play(EarlierShop earlier, int variant)
    {
        var shop = ShopSimulation.Create(earlier.Scenario, FirstSeed + variant);
        shop.System.Orders.NumberFrom(OrderLedger.LastNumberBefore - Numbers);
        shop.System.Queue.NumberFrom(JobQueue.LastNumberBefore - Numbers);
        shop.AdvanceTo(-earlier.From);
        return new ShopPast(shop);
    }

    /// <summary>Prepends the past to the charts of a run.</summary>
    /// <param name="run">The charts of the run from its start; one that lacks its first seconds is left as it is.</param>
    /// <param name="since">First second; negative in the past.</param>
    /// <param name="budgetsAtStart">What is left of each error budget at the start of the run, in per cent: spent budget stays spent, so
    /// the past leads up to it.</param>
    public ShopCharts Before(ShopCharts run, int since, double budgetsAtStart)
    {
        var first = Math.Max(since, -Seconds);
        if (first >= 0 || run.FirstSecond > 0)
            return run;
        var count = -first;
        return new ShopCharts(
            first,
            count + run.Count,
            [.. run.Lines.Select((line, place) => line with { Values = Joined(line, place, count, budgetsAtStart) })]
        );
    }

    double[] Joined(ChartLine line, int place, int count, double budgetsAtStart)
    {
        var past = _values[place];
        var shift = line.Name is ChartNames.AvailabilityBudget or ChartNames.LatencyBudget ? budgetsAtStart - past[^1] : 0;
        var joined = new double[count + line.Values.Count];
        for (var second = 0; second < count; second++)
            joined[second] = past[Seconds - count + second] + shift;
        for (var second = 0; second < line.Values.Count; second++)
            joined[count + second] = line.Values[second];
        return joined;
    }
}
