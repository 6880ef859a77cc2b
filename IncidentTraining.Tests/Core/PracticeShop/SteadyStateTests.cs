using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop;

[Trait("Speed", "slow")]
public class SteadyStateTests
{
    /// <summary>
    /// Allocations made once per process, such as texts, do not belong to a shop; and a method allocates more until the runtime has fully
    /// compiled it. So the smallest of several measurements is a shop's allocation, whichever tests ran before.
    /// </summary>
    private const int Measurements = 40;

    [Fact]
    public void A_running_shop_allocates_nothing_once_it_is_warm()
    {
        var least = Least(() =>
        {
            var shop = FaultyShop.With("lost-instance instance=2");
            shop.Run(600);
            var (before, log) = (GC.GetAllocatedBytesForCurrentThread(), shop.System.Telemetry.Logs.Bytes);
            shop.Run(600);
            // The log grows by whole segments until it is full; nothing else does, and no event allocates.
            var grown = shop.System.Telemetry.Logs.Bytes - log;
            Assert.InRange(grown, 0, 8 * LogSegment.Size);
            return GC.GetAllocatedBytesForCurrentThread() - before - grown;
        });
        // The smallest object per second would be 14,400 bytes; a few belong to the log's own list.
        Assert.True(least <= 1024, $"{least} bytes more than the log in ten minutes");
    }

    [Fact]
    public void A_running_shop_needs_under_one_mebibyte_besides_its_log_and_trace_rings()
    {
        var least = Least(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var shop = FaultyShop.With("missing-index index=orders_customer_id_idx");
            var rings = shop.System.Telemetry.Logs.Bytes + 512 * (12 * 16 + 56);
            var taken = GC.GetAllocatedBytesForCurrentThread() - before - rings;
            GC.KeepAlive(shop);
            return taken;
        });
        Assert.InRange(least, 0, 1024 * 1024);
    }

    static long Least(Func<long> measure) => Enumerable.Range(0, Measurements).Select(_ => measure()).Min();

    [Fact]
    public void A_log_of_a_hundred_thousand_lines_takes_under_four_mebibytes_and_then_no_more()
    {
        var shop = FaultyShop.With("too-many-connections sessions=32");
        while (shop.Logs(new ShopLogQuery { Limit = 1 }).Cursor < LogRing.Capacity)
            shop.Run(60);
        var full = shop.System.Telemetry.Logs.Bytes;
        Assert.InRange(full, LogRing.Capacity * 10, 4 * 1024 * 1024);

        shop.Run(600);
        Assert.InRange(shop.System.Telemetry.Logs.Bytes, full, full + LogSegment.Size * 4);
        var lines = shop.Logs(new ShopLogQuery { Limit = int.MaxValue }).Lines;
        Assert.Equal(LogRing.Capacity, lines.Count);
        Assert.Equal(Enumerable.Range(0, lines.Count).Select(place => lines[0].Sequence + place), lines.Select(line => line.Sequence));
    }
}
