using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Tests.Core.PracticeShop.Faults;

namespace IncidentTraining.Tests.Core.PracticeShop.Actions;

public class ActionTests
{
    [Theory]
    [InlineData("There is no action “reboot-everything”.", "reboot-everything")]
    [InlineData(
        "“release” must be one of 2026.11.1, 2026.11.2, not “2026.11.3”.",
        "deploy-release",
        "component",
        "api",
        "release",
        "2026.11.3"
    )]
    [InlineData("“component” must be one of api, workers; it is missing.", "deploy-release", "release", "2026.11.1")]
    [InlineData("“connections” must be a whole number from 1 to 200; it is missing.", "resize-pool")]
    [InlineData("“connections” must be a whole number from 1 to 200, not “-4”.", "resize-pool", "connections", "-4")]
    [InlineData("“connections” must be a whole number from 1 to 200, not “201”.", "resize-pool", "connections", "201")]
    [InlineData("“size” is not known here; known are connections.", "resize-pool", "size", "20")]
    [InlineData("“instance” must be one of api-1, api-2, not “api-9”.", "restart-instance", "instance", "api-9")]
    [InlineData("api-1 is already running.", "start-instance", "instance", "api-1")]
    [InlineData("“percent” must be a whole number from 0 to 90, not “100”.", "shed-traffic", "percent", "100")]
    [InlineData("Experiment “http-latency-500ms” is already off.", "disable-experiment", "experiment", "http-latency-500ms")]
    [InlineData("“experiment” must be one of http-latency-500ms, gateway-latency-300ms, not “x”.", "enable-experiment", "experiment", "x")]
    public void What_does_not_fit_is_refused_with_a_word(string word, string action, params string[] arguments)
    {
        var shop = Lab1.ShopWith("slow-host");
        var answer = shop.Do(action, arguments);
        Assert.False(answer.Accepted);
        Assert.StartsWith(word, answer.Text);
    }

    [Theory]
    [InlineData(InputRefusal.UnknownAction, "reboot-everything")]
    [InlineData(InputRefusal.BadArgument, "resize-pool", "connections", "many")]
    [InlineData(InputRefusal.BadArgument, "resize-pool")]
    [InlineData(InputRefusal.BadArgument, "resize-pool", "size", "20")]
    [InlineData(InputRefusal.NotNow, "disable-experiment", "experiment", "http-latency-500ms")]
    [InlineData(InputRefusal.NotNow, "start-instance", "instance", "api-1")]
    [InlineData(InputRefusal.None, "resize-pool", "connections", "21")]
    public void A_refusal_tells_an_unknown_action_from_a_bad_argument_and_from_a_shop_in_no_state_for_it(
        InputRefusal refusal,
        string action,
        params string[] arguments
    ) => Assert.Equal(refusal, Lab1.ShopWith("slow-host").Do(action, arguments).Refusal);

    [Fact]
    public void Every_action_in_the_catalogue_says_what_it_takes()
    {
        var shop = Lab1.ShopWith("slow-host");
        Assert.Equal(43, shop.Actions.Count);
        Assert.All(shop.Actions, action =>
        {
            Assert.NotEmpty(action.Description);
            Assert.All(action.Arguments, argument => Assert.True(argument.Choices.Count > 0 || argument.Minimum < argument.Maximum));
        });
    }

    [Fact]
    public void An_action_takes_effect_after_its_delay_and_stands_in_events_changes_and_logs()
    {
        var shop = FaultyShop.With("pool-size connections=4 enough=12");
        shop.Run(40);
        Assert.True(shop.Do("resize-pool", "connections", "20").Accepted);
        shop.Run(9.9);
        Assert.Equal(4, shop.State().PoolSize);
        shop.Run(0.2);
        Assert.Equal(20, shop.State().PoolSize);
        Assert.Contains(shop.EventsAfter(0), entry => entry is { Kind: ShopEventKind.ActionStarted, Subject: "resize-pool" });
        Assert.Contains(shop.EventsAfter(0), entry =>
            entry is { Kind: ShopEventKind.ActionFinished, Text: "The pool has 20 connections." }
        );
        Assert.Equal("database.pool.size: 4 → 20", shop.Changes()[0].Title);
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "The pool has 20 connections" }).Lines);
    }

    [Theory]
    [InlineData("resize-pool", "connections", "20", "database.pool.size: 20, written again")]
    [InlineData("create-index", "index", "orders_customer_id_idx", "Built index orders_customer_id_idx on orders anew")]
    public void What_is_as_it_should_be_is_made_so_again_without_a_word_that_tells(
        string action,
        string argument,
        string value,
        string change
    )
    {
        var shop = Lab1.ShopWith("slow-host");
        Assert.True(shop.Do(action, argument, value).Accepted);
        shop.Run(50);
        Assert.Equal(change, shop.Changes()[0].Title);
        Assert.Empty(shop.Harms());
    }

    [Fact]
    public void A_pool_beyond_what_the_database_accepts_makes_it_refuse_connections_under_load()
    {
        var shop = Lab1.InTrouble("missing-index");
        shop.Do("resize-pool", "connections", "200");
        shop.Run(120);
        Assert.Equal(ConnectOutcome.TooMany, shop.System.Pool.LastRefusal);
        Assert.True(shop.State().PoolUsed <= 32);
    }

    [Fact]
    public void A_restart_loses_the_requests_inside()
    {
        var shop = Lab1.ShopWith("slow-release");
        shop.Run(100);
        Assert.Equal(0, shop.System.Levels.Total.Failed);
        shop.Do("restart-instance", "instance", "api-1");
        shop.Run(3);
        Assert.Equal("starting", shop.State().Instances[0].State);
        Assert.InRange(shop.System.Levels.Total.Failed, 1, 16);
        Assert.Contains("status=\"502\"", shop.PrometheusText());
        shop.Run(10);
        Assert.Equal("running", shop.State().Instances[0].State);
        Assert.True(shop.State().Instances[0].InFlight + shop.State().Instances[1].InFlight < 16);
    }

    [Fact]
    public void With_all_instances_killed_nothing_answers_until_one_has_started()
    {
        var shop = FaultyShop.With("lost-instance instance=2");
        shop.Run(40);
        shop.Do("restart-instance", "instance", "api-1");
        shop.Run(5);
        Assert.Equal(503, shop.Live().Status);
        Assert.Equal(503, shop.Ready().Status);
        Assert.NotEmpty(shop.Logs(new ShopLogQuery { Search = "no instance in rotation" }).Lines);
        shop.Run(10);
        Assert.Equal(200, shop.Live().Status);
    }

    [Fact]
    public void A_release_is_rolled_back_one_instance_at_a_time()
    {
        var shop = Lab1.ShopWith("slow-release");
        shop.Do("roll-back");
        var least = 2;
        for (var second = 0; second < 60; second++)
        {
            shop.Run(1);
            least = Math.Min(least, shop.State().Instances.Count(instance => instance.State == "running"));
        }
        Assert.Equal(1, least);
        Assert.All(shop.State().Instances, instance => Assert.Equal(("running", "2026.11.1"), (instance.State, instance.Release)));
        Assert.Equal(0, shop.System.Levels.Total.Failed);
        Assert.StartsWith("Release 2026.11.1 is the oldest one", shop.Do("roll-back").Text);
    }

    [Fact]
    public void Shed_traffic_is_an_outage_for_those_turned_away()
    {
        var shop = Lab1.ShopWith("missing-index");
        shop.Do("shed-traffic", "percent", "50");
        shop.Run(100);
        var total = shop.System.Levels.Total;
        Assert.InRange(total.FailedShare, 0.45, 0.55);
        Assert.True(shop.Cost().FailedOrders > 0);
    }
}
