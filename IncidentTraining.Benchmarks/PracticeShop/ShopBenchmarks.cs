using BenchmarkDotNet.Attributes;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Benchmarks.PracticeShop;

/// <summary>
/// How long rebuilding a shop by replay takes. For comparison, a plain priority queue of the framework with as many events as in the quiet
/// hour; the ratio of the two depends little on the machine.
/// </summary>
[MemoryDiagnoser]
public class ShopBenchmarks
{
    readonly long _events = ShopScenario.QuietHour().EventsProcessed;

    [Benchmark]
    public long QuietHour() => ShopScenario.QuietHour().EventsProcessed;

    [Benchmark]
    public long IncidentHour() => ShopScenario.IncidentHour().EventsProcessed;

    [Benchmark]
    public ShopCharts ChartsOfTheLastQuarter() => Shop.Charts(Shop.Now - TimeSpan.FromMinutes(15));

    [Benchmark(Baseline = true)]
    public long PriorityQueueOfTheFramework() => Baseline(_events);

    /// <summary>As many entries taken out and put back as there are events.</summary>
    internal static long Baseline(long events)
    {
        var queue = new PriorityQueue<long, long>();
        for (var i = 0; i < 64; i++)
            queue.Enqueue(i, i * 37 % 64);
        var state = 1L;
        for (long i = 0; i < events; i++)
        {
            queue.TryDequeue(out var subject, out var at);
            // A multiplicative congruential step distributes the delays; the quality of the random numbers does not matter here.
            state = state * 48271 % int.MaxValue;
            queue.Enqueue(subject, at + state % 100_000);
        }
        return state;
    }

    static ShopSimulation Shop { get; } = ShopScenario.IncidentHour();
}
