using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop;

public class SteadyStateTests
{
    [Fact]
    public void A_running_shop_allocates_nothing_once_it_is_warm()
    {
        // What is made once in a process, such as the texts of complaints, is no shop's.
        FaultyShop.With("lost-instance instance=2").Run(1200);
        var shop = FaultyShop.With("lost-instance instance=2");
        shop.Run(600);
        var (before, log) = (GC.GetAllocatedBytesForCurrentThread(), shop.System.Telemetry.Logs.Bytes);
        shop.Run(600);
        // The log grows by whole segments until it is full; nothing else does, and no event allocates.
        var grown = shop.System.Telemetry.Logs.Bytes - log;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, grown);
        Assert.InRange(grown, 0, 8 * LogSegment.Size);
    }

    [Fact]
    public void A_running_shop_needs_under_one_mebibyte_besides_its_log_and_trace_rings()
    {
        var first = FaultyShop.With("lost-instance instance=2");
        first.Run(60);
        GC.KeepAlive(first);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var shop = FaultyShop.With("missing-index index=orders_customer_id_idx");
        var rings = shop.System.Telemetry.Logs.Bytes + 512 * (12 * 16 + 56);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before - rings, 0, 1024 * 1024);
        GC.KeepAlive(shop);
    }

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
