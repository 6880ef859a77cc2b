using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Courses: a shop's behaviour under inputs other than the recorded ones.</summary>
public class CourseTests
{
    const string Lab1 = "lab-1-high-latency";

    static readonly ShopInput Asked = Input(1, 60, "enable-experiment", ("experiment", "http-latency-500ms"));

    static Situation Situation { get; } =
        new(Labs.Scenario(Lab1), ScenarioProof.SeedOf(Labs.Scenario(Lab1), Labs.Cause(Lab1, "slow-release")), TimeSpan.FromMinutes(12));

    [Fact]
    public void Taking_the_same_inputs_again_gives_the_same_digest_whatever_their_order_and_numbers()
    {
        ShopInput[] recorded =
        [
            Asked,
            Input(4, 100, "probe", ("route", "products")),
            Input(5, 200, "shed-traffic", ("percent", "30")),
            Input(9, 200, "shed-traffic", ("percent", "50")),
            Input(12, 240, "roll-back"),
        ];
        var shop = ShopSimulation.Create(Situation.Scenario, Situation.Seed);
        foreach (var input in recorded)
            Assert.True(shop.Apply(input).Accepted);
        shop.AdvanceTo(Situation.Horizon);

        Assert.Equal(shop.Digest(), Play(recorded).Digest);
        Assert.Equal(shop.Digest(), Play(recorded.Reverse()).Digest);
        Assert.NotEqual(shop.Digest(), Play(recorded.SkipLast(1)).Digest);
        // Of two at the same time the one with the smaller number comes first: the other way round less is shed.
        Assert.NotEqual(shop.Digest(), Play(recorded.Select(input => input.Sequence == 5 ? input with { Sequence = 10 } : input)).Digest);
    }

    [Fact]
    public void An_input_that_is_refused_in_a_course_has_no_effect_and_is_told()
    {
        var with = Play([Asked, Input(2, 120, "disable-experiment", ("experiment", "http-latency-500ms"))]);
        var without = Play([Input(2, 120, "disable-experiment", ("experiment", "http-latency-500ms"))]);

        Assert.All(with.Taken, taken => Assert.True(taken.Answer.Accepted));
        var refused = Assert.Single(without.Taken);
        Assert.False(refused.Answer.Accepted);
        Assert.Equal(Play([]).Digest, without.Digest);
    }

    [Fact]
    public void The_experiment_that_the_lab_asks_for_and_probes_are_given_and_all_else_was_done_by_people()
    {
        var probe = Input(2, 70, "probe", ("route", "products"));
        var off = Input(3, 80, "disable-experiment", ("experiment", "http-latency-500ms"));
        var again = Input(4, 90, "enable-experiment", ("experiment", "http-latency-500ms"));
        var other = Input(5, 95, "enable-experiment", ("experiment", "gateway-latency-300ms"));

        var run = RecordedRun.Of(Situation, [other, again, off, probe, Asked]);

        Assert.Equal([Asked, probe], run.Given);
        Assert.Equal([off, again, other], run.Actions);
    }

    [Fact]
    public void A_run_matches_only_the_digest_that_was_sealed_at_its_end()
    {
        var run = RecordedRun.Of(Situation, [Asked]);
        var length = TimeSpan.FromMinutes(5);
        var digest = Course.Play(Situation with { Horizon = length }, [Asked], TestContext.Current.CancellationToken).Digest;

        Assert.True(run.Matches(length, digest, TestContext.Current.CancellationToken));
        Assert.False(run.Matches(length + TimeSpan.FromSeconds(1), digest, TestContext.Current.CancellationToken));
    }

    static Course Play(IEnumerable<ShopInput> inputs) => Course.Play(Situation, inputs, TestContext.Current.CancellationToken);

    internal static ShopInput Input(long sequence, int second, string action, params (string Name, string Value)[] arguments) =>
        new(sequence, TimeSpan.FromSeconds(second), action, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));
}
