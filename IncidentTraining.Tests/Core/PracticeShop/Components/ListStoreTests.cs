using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Components;

/// <summary>
/// Product lists that are cached in Redis: a hit spares the database, and a list read in time is cached for the next request.
/// </summary>
public class ListStoreTests
{
    static readonly KeptLists Quick = new()
    {
        Lists = 100,
        KeptFor = TimeSpan.FromMinutes(5),
        Load = TimeSpan.FromMilliseconds(100),
    };

    [Fact]
    public void A_list_that_is_kept_is_not_read_and_one_that_is_not_is_read_once_and_kept()
    {
        var shop = With(Quick);
        shop.Run(30);
        // Fourteen lists are requested per second. A hundred that are cached for five minutes each are read about once in three seconds.
        Assert.InRange(Reads(shop), 2, 30);
        Assert.InRange(shop.System.Lists!.Kept, 90, 100);

        shop.System.Lists.Clear();
        Assert.Equal(0, shop.System.Lists.Kept);
        shop.Run(60);
        Assert.InRange(shop.System.Lists.Kept, 95, 100);
        Assert.InRange(Reads(shop), 95, 200);
    }

    [Fact]
    public void A_list_is_forgotten_when_its_time_is_over()
    {
        var shop = With(Quick with { KeptFor = TimeSpan.FromSeconds(10) });
        shop.Run(60);
        // 14 requests per second and ten seconds: about a quarter of a hundred lists is missing at any moment.
        Assert.InRange(shop.System.Lists!.Kept, 60, 90);
    }

    [Fact]
    public void A_list_that_was_read_after_its_request_had_been_given_up_is_not_kept()
    {
        var (late, inTime) = (Emptied(TimeSpan.FromSeconds(1)), Emptied(TimeSpan.FromSeconds(8)));
        Assert.Equal(0, late.System.Lists!.Kept);
        Assert.True(inTime.System.Lists!.Kept > 0);

        static ShopSimulation Emptied(TimeSpan requestTimeout)
        {
            var shop = FaultyShop.With(
                new ShopLimits { RequestTimeout = requestTimeout, Lists = Quick with { Load = TimeSpan.FromSeconds(2) } },
                ["purged-lists"]
            );
            shop.Run(60);
            return shop;
        }
    }

    [Fact]
    public void Without_an_answer_or_room_in_Redis_no_list_is_found_and_none_is_kept()
    {
        var shop = FaultyShop.With(new ShopLimits { Lists = Quick }, ["redis-down"]);
        shop.Run(34);
        var before = Reads(shop);
        shop.Run(60);
        Assert.True(Reads(shop) - before > 500);

        var full = With(Quick);
        full.System.Lists!.Clear();
        full.System.Redis.HistoryMegabytes = full.System.Redis.LimitMegabytes;
        full.Run(60);
        Assert.Equal(0, full.System.Lists.Kept);
    }

    [Fact]
    public void A_flush_deletes_the_lists_and_the_log_and_the_memory_of_Redis_show_it()
    {
        var shop = With(Quick);
        shop.Run(10);
        var memory = shop.Work().Redis.UsedMegabytes;
        Assert.InRange(memory, (int)(RedisServer.Base + 20), (int)(RedisServer.Base + 30));
        Assert.True(shop.Do("flush-redis").Accepted);
        shop.Run(3);
        Assert.True(shop.Work().Redis.UsedMegabytes < memory - 10);
        Assert.Single(shop.Logs(new ShopLogQuery { Search = "lists:* deleted" }).Lines);
    }

    [Fact]
    public void The_release_before_keeps_no_lists_and_reads_short_ones()
    {
        var shop = FaultyShop.With(new ShopLimits { Lists = Quick with { Load = TimeSpan.FromSeconds(2) } }, ["purged-lists"]);
        shop.Run(120);
        Assert.Null(shop.Truth().CauseRemovedAt);
        Assert.True(shop.Do("roll-back").Accepted);
        shop.Run(240);
        Assert.NotNull(shop.Truth().CauseRemovedAt);
        Assert.InRange(shop.Mean(ChartNames.LatencyP95), 20, 400);
    }

    [Fact]
    public void A_trace_says_whether_the_list_was_found_read_and_kept()
    {
        var shop = With(Quick with { KeptFor = TimeSpan.FromSeconds(10) });
        shop.Run(60);
        var spans = shop.Traces(new TraceQuery { Route = "GET /api/products", Limit = int.MaxValue })
            .Traces.Select(trace => trace.Spans.Select(span => span.Name).ToList())
            .ToList();
        Assert.Contains(spans, names => names.Contains("get list") && !names.Contains("read products"));
        Assert.Contains(spans, names => names.Contains("read products") && names.Contains("keep list"));
        Assert.All(spans, names => Assert.Equal(names.Contains("read products"), names.Contains("keep list")));
    }

    static ShopSimulation With(KeptLists lists) => FaultyShop.With(new ShopLimits { Lists = lists }, []);

    /// <summary>How often a product list has been read from the database since the start.</summary>
    static long Reads(ShopSimulation shop) => shop.Database().Queries.Single(query => query.Name == "list_products").Calls;
}
