using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using static IncidentTraining.Tests.Core.Assessment.CourseTests;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Which inputs of a run were given and which were its crew's actions, and how many actions become one line.</summary>
public class RecordedRunTests
{
    static readonly Situation Situation = new(Labs.Scenario("lab-1-high-latency"), 1, TimeSpan.FromMinutes(12));

    static readonly ShopInput Asked = Input(1, 60, "enable-experiment", ("experiment", "http-latency-500ms"));

    [Fact]
    public void What_people_in_the_channel_decided_and_probes_are_given()
    {
        var (decided, probe, act) = (
            Input(2, 70, "people-decide", ("hold", "newsletter")),
            Input(3, 80, "probe", ("route", "products")),
            Input(4, 90, "roll-back")
        );

        var run = RecordedRun.Of(Situation, [act, probe, decided]);

        Assert.Equal([decided, probe], run.Given);
        Assert.Equal([act], run.Actions);
        Assert.Equal([decided, probe, act], run.All);
    }

    [Fact]
    public void The_experiment_that_the_lab_asks_for_is_the_one_with_exactly_its_arguments()
    {
        ShopInput[] others =
        [
            Input(1, 60, "enable-experiment", ("experiment", "http-latency-500ms"), ("share", "50")),
            Input(2, 61, "enable-experiment"),
            Input(3, 62, "disable-experiment", ("experiment", "http-latency-500ms")),
            Input(4, 63, "enable-experiment", ("experiment", "gateway-latency-300ms")),
            Input(5, 64, "enable-experiment", ("name", "http-latency-500ms")),
        ];

        var run = RecordedRun.Of(Situation, [.. others, Asked with { Sequence = 6, At = TimeSpan.FromSeconds(65) }]);

        Assert.Equal(others, run.Actions);
        Assert.Equal(6, Assert.Single(run.Given).Sequence);
    }

    [Theory]
    [InlineData("50", true)]
    [InlineData("40", false)]
    public void Each_argument_of_what_the_lab_asks_for_counts_and_it_asks_once(string share, bool isGiven)
    {
        var opening = Asked.Arguments.Append(new("share", "50")).ToDictionary();
        var situation = Situation with
        {
            Scenario = Situation.Scenario with { Opening = [new(TimeSpan.FromSeconds(60), Asked.Action, opening)] },
        };
        var (first, second) = (
            Input(1, 60, Asked.Action, [("experiment", "http-latency-500ms"), ("share", share)]),
            Input(2, 90, Asked.Action, [("experiment", "http-latency-500ms"), ("share", share)])
        );

        var run = RecordedRun.Of(situation, [first, second]);

        Assert.Equal(isGiven ? [first] : [], run.Given);
        Assert.Equal(isGiven ? [second] : [first, second], run.Actions);
    }

    [Fact]
    public void Inputs_are_in_the_order_of_their_times_and_at_one_time_of_their_numbers()
    {
        ShopInput[] inputs =
        [
            Input(3, 10, "roll-back"),
            Input(1, 20, "roll-back"),
            Input(2, 20, "create-index"),
            Input(4, 20, "restart-redis"),
        ];

        Assert.Equal(inputs, RecordedRun.Of(Situation, inputs.Reverse()).Actions);
    }

    /// <summary>Actions as letters: f is free, R is risky; adjacent letters are one line.</summary>
    [Theory]
    [InlineData("fffff", 24, "f f f f f")]
    [InlineData("fffff", 5, "f f f f f")]
    [InlineData("fffff", 4, "ff ff f")]
    [InlineData("ffff", 2, "ff ff")]
    [InlineData("fffff", 2, "fff ff")]
    [InlineData("ffRff", 3, "ff R ff")]
    [InlineData("fffR", 2, "fff R")]
    [InlineData("ffffR", 2, "ffff R")]
    [InlineData("RffR", 3, "R ff R")]
    [InlineData("RRR", 3, "R R R")]
    [InlineData("R", 1, "R")]
    // With more risky actions than lines, or with risky ones between all others, neighbours are grouped regardless of risk.
    [InlineData("RRRR", 3, "RR RR")]
    [InlineData("fRfRf", 3, "fR fR f")]
    [InlineData("RRRRf", 4, "RR RR f")]
    [InlineData("", 4, "")]
    public void Neighbours_are_put_together_until_there_are_few_enough_lines_and_risky_ones_stay_alone_while_that_can_be(
        string actions,
        int most,
        string lines
    )
    {
        var run = new RecordedRun(
            Situation,
            [],
            [.. actions.Select((letter, place) => Input(place + 1, place, letter == 'R' ? "restart-redis" : "run-smoke-tests"))]
        );

        var groups = run.Groups(most);

        Assert.Equal(
            lines,
            string.Join(' ', groups.Select(group => string.Concat(group.Select(input => input.Action == "restart-redis" ? 'R' : 'f'))))
        );
        Assert.Equal(run.Actions, groups.SelectMany(group => group));
    }

    [Fact]
    public void What_was_refused_and_whether_it_was_understood_are_kept_beside_the_inputs() =>
        Assert.Equal((0, true), RecordedRun.Of(Situation, []) is var run ? (run.RefusedActions.Count, run.IsUnderstood) : default);
}
