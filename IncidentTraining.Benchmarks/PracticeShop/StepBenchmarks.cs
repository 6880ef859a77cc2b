using BenchmarkDotNet.Attributes;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Benchmarks.PracticeShop;

/// <summary>
/// The cost of running shops: three hundred of them advance by one second, without viewers, and with one who reads the newest charts, logs
/// and states of each. A second of that may take half a second of one core.
/// </summary>
[MemoryDiagnoser]
public class StepBenchmarks
{
    const int Shops = 300;

    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly ShopSimulation[] _shops = [.. Enumerable.Range(1, Shops).Select(seed => ShopScenario.After(TimeSpan.FromMinutes(5), seed))];
    readonly long[] _cursors = new long[Shops];

    [Benchmark]
    public long Unwatched() => Step(_shops);

    [Benchmark]
    public long Watched() => StepAndRead(_shops, _cursors);

    /// <summary>A second of each.</summary>
    internal static long Step(ShopSimulation[] shops)
    {
        foreach (var shop in shops)
            shop.AdvanceTo(shop.Now + Second);
        return shops.Length;
    }

    /// <summary>A second of each, and the reads of a dashboard.</summary>
    internal static long StepAndRead(ShopSimulation[] shops, long[] cursors)
    {
        long lines = 0;
        for (var place = 0; place < shops.Length; place++)
        {
            var shop = shops[place];
            shop.AdvanceTo(shop.Now + Second);
            var page = shop.Logs(new ShopLogQuery { After = cursors[place] });
            cursors[place] = page.Cursor;
            lines += page.Lines.Count + shop.Charts(shop.Now - Second).Count;
            lines += shop.Ready().Dependencies.Count + shop.State().Instances.Count + shop.Alerts().Count;
        }

        return lines;
    }
}
