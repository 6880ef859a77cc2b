using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;

namespace IncidentTraining.Tests.Core.PracticeShop;

public class DeterminismTests
{
    static readonly ShopInput[] Inputs =
    [
        Input(1, 61.25, "enable-experiment", ("experiment", Lab1.Experiment)),
        Input(2, 130.5, "resize-pool", ("connections", "60")),
        Input(3, 171.000123, "restart-instance", ("instance", "api-1")),
        Input(4, 233, "shed-traffic", ("percent", "20")),
        Input(5, 301, "disable-experiment", ("experiment", Lab1.Experiment)),
        Input(6, 302, "roll-back"),
    ];

    [Fact]
    public void The_steps_in_which_time_is_advanced_do_not_matter()
    {
        var inOneGo = Play(7, TimeSpan.FromSeconds(500));
        var stepped = Play(7, TimeSpan.FromMilliseconds(777.7));
        Assert.Equal(inOneGo.Digest(), stepped.Digest());
        Assert.Equal(inOneGo.PrometheusText(), stepped.PrometheusText());
        Assert.Equal(inOneGo.EventsAfter(0), stepped.EventsAfter(0));
        var query = new ShopLogQuery { Limit = 20_000 };
        Assert.Equal(inOneGo.Logs(query).Lines, stepped.Logs(query).Lines);
    }

    [Fact]
    public void Another_seed_gives_another_run() =>
        Assert.NotEqual(Play(7, TimeSpan.FromSeconds(500)).Digest(), Play(8, TimeSpan.FromSeconds(500)).Digest());

    [Fact]
    public void A_refused_input_changes_nothing()
    {
        var untouched = Lab1.ShopWith("missing-index");
        untouched.Run(100);
        var asked = Lab1.ShopWith("missing-index");
        asked.Run(50);
        Assert.False(asked.Do("resize-pool", "connections", "many").Accepted);
        asked.Run(50);
        Assert.Equal(untouched.Digest(), asked.Digest());
    }

    [Fact]
    public void An_action_does_not_reshuffle_unrelated_chance()
    {
        var (one, other) = (Lab1.ShopWith("missing-index"), Lab1.ShopWith("missing-index"));
        other.Do("resize-pool", "connections", "40");
        one.Run(300);
        other.Run(300);
        Assert.Equal(one.Line(ChartNames.RequestRate, 300).Sum(), other.Line(ChartNames.RequestRate, 300).Sum());
    }

    [Fact]
    public void An_input_from_the_past_or_out_of_sequence_is_a_defect_of_the_caller()
    {
        var shop = Lab1.ShopWith("missing-index");
        shop.Run(10);
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Apply(Input(1, 9, "roll-back")));
        shop.Apply(Input(5, 11, "roll-back"));
        Assert.Throws<ArgumentOutOfRangeException>(() => shop.Apply(Input(5, 12, "roll-back")));
    }

    static ShopSimulation Play(long seed, TimeSpan step)
    {
        // With any seed, no instance is being started when the inputs arrive.
        var shop = ShopSimulation.Create(Lab1.Scenario with { RootCauses = [Lab1.Cause("missing-index")] }, seed);
        var end = TimeSpan.FromSeconds(500);
        foreach (var input in Inputs)
        {
            for (var now = shop.Now + step; now < input.At; now += step)
                shop.AdvanceTo(now);
            Assert.True(shop.Apply(input).Accepted);
        }
        for (var now = shop.Now + step; now < end; now += step)
            shop.AdvanceTo(now);
        shop.AdvanceTo(end);
        return shop;
    }

    static ShopInput Input(long sequence, double second, string action, params (string Name, string Value)[] arguments) =>
        new(sequence, TimeSpan.FromSeconds(second), action, arguments.ToDictionary(pair => pair.Name, pair => pair.Value));
}
