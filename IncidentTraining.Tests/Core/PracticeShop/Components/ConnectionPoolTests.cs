using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Components;

/// <summary>The pool's connections, and the sessions that the database has for them.</summary>
public class ConnectionPoolTests
{
    [Theory]
    [InlineData(19)]
    [InlineData(5)]
    [InlineData(1)]
    public void A_pool_made_smaller_closes_its_idle_connections_at_once(int size)
    {
        var shop = FaultyShop.With().System;
        var free = shop.DatabaseServer.Free;
        Assert.Equal((DatabaseOptions.PoolSize, 0), (shop.Pool.Open, shop.Pool.Used));

        shop.Pool.Resize(size);

        Assert.Equal((size, size), (shop.Pool.Size, shop.Pool.Open));
        Assert.Equal(free + DatabaseOptions.PoolSize - size, shop.DatabaseServer.Free);
    }

    [Fact]
    public void A_pool_made_smaller_closes_the_connections_in_use_as_they_come_back()
    {
        var shop = FaultyShop.With("running-experiment experiment=http-latency-500ms");
        shop.Run(60);
        var pool = shop.System.Pool;
        var used = pool.Used;
        Assert.InRange(used, 4, DatabaseOptions.PoolSize);

        pool.Resize(3);
        Assert.Equal((used, used), (pool.Used, pool.Open));

        shop.Run(20);
        Assert.Equal(3, pool.Open);
        Assert.InRange(pool.Used, 0, 3);
    }

    [Fact]
    public void A_pool_made_larger_opens_a_connection_only_when_a_request_needs_it()
    {
        var shop = FaultyShop.With().System;

        shop.Pool.Resize(DatabaseOptions.PoolSize + 10);

        Assert.Equal((DatabaseOptions.PoolSize + 10, DatabaseOptions.PoolSize), (shop.Pool.Size, shop.Pool.Open));
    }

    [Fact]
    public void The_readiness_check_waits_as_long_as_the_first_request_in_line()
    {
        var shop = FaultyShop.With("pool-size connections=1 enough=12", "running-experiment experiment=http-latency-500ms");
        shop.Run(36);
        var longest = 0L;
        for (var step = 0; step < 40; step++)
        {
            shop.Run(0.05);
            longest = Math.Max(longest, shop.System.Pool.LongestWait);
        }

        Assert.InRange(longest, 500_000, DatabaseOptions.AcquireTimeout);
    }
}
