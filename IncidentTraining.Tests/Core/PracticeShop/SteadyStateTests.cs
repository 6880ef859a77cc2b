namespace IncidentTraining.Tests.Core.PracticeShop;

public class SteadyStateTests
{
    [Fact]
    public void A_running_shop_allocates_nothing_once_it_is_warm()
    {
        var shop = Lab1.ShopWith("lost-instance");
        shop.Run(600);
        var before = GC.GetAllocatedBytesForCurrentThread();
        shop.Run(600);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_running_shop_needs_under_one_mebibyte_besides_its_log_and_trace_rings()
    {
        var first = Lab1.ShopWith("lost-instance");
        first.Run(60);
        GC.KeepAlive(first);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var shop = Lab1.ShopWith("missing-index");
        var rings = 16L * 1024 * 72 + 512 * (12 * 16 + 56);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before - rings, 0, 1024 * 1024);
        GC.KeepAlive(shop);
    }
}
