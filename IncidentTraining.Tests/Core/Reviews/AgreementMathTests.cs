using System.Text.Json;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using GivenLevels = IncidentTraining.Core.Reviews.Levels;

namespace IncidentTraining.Tests.Core.Reviews;

/// <summary>How far two graders agree, and when a third one has to decide.</summary>
public sealed class AgreementMathTests
{
    // Four levels with 0, 2, 6 and 10 points, and three with 0, 5 and 10.
    private static readonly Rubric Rubric = new(
        "pir",
        "Review",
        [new Criterion("timeline", "Timeline", 10, Levels(0, 2, 6, 10)), new Criterion("impact", "Impact", 10, Levels(0, 5, 10))]
    );

    [Fact]
    public void Kappa_is_one_for_full_agreement_and_what_the_formula_says_between()
    {
        Assert.Equal(1, AgreementMath.WeightedKappa([(0, 0), (1, 1), (3, 3)], 4));
        Assert.Equal(-1, AgreementMath.WeightedKappa([(0, 3), (3, 0)], 4)!.Value, 10);
        // By hand: observed (1/9)/4; expected over the margins {1,1,1,1} and {1,2,0,1} is (18 + 20 + 0 ...)/9/16.
        Assert.Equal(
            1 - (1.0 / 36 / (Expected([0, 1, 2, 3], [0, 1, 1, 3]) / 9 / 16)),
            AgreementMath.WeightedKappa([(0, 0), (1, 1), (2, 1), (3, 3)], 4)!.Value,
            10
        );

        static double Expected(int[] first, int[] second) => first.Sum(one => second.Sum(other => Math.Pow(one - other, 2)));
    }

    [Fact]
    public void Kappa_is_undefined_without_pairs_and_where_chance_alone_gives_full_agreement()
    {
        Assert.Null(AgreementMath.WeightedKappa([], 4));
        Assert.Null(AgreementMath.WeightedKappa([(0, 0)], 1));
        Assert.Null(AgreementMath.WeightedKappa([(2, 2), (2, 2)], 4));
        Assert.Equal(1, AgreementMath.WeightedKappa([(0, 0), (1, 1)], 2));
        Assert.Equal(0, AgreementMath.WeightedKappa([(0, 0), (0, 1)], 2)!.Value, 10);
    }

    [Theory]
    // One level apart in one criterion: 4 and 5 points of 20 are more than 15 %.
    [InlineData(3, 2, 2, 2, true)]
    [InlineData(3, 2, 3, 1, true)]
    // 2 points are less.
    [InlineData(0, 2, 1, 2, false)]
    [InlineData(3, 2, 3, 2, false)]
    // Two levels apart.
    [InlineData(1, 0, 3, 0, true)]
    [InlineData(3, 0, 1, 2, true)]
    public void Marks_disagree_by_two_levels_or_by_more_than_fifteen_per_cent(int a, int b, int c, int d, bool disagree)
    {
        Assert.Equal(disagree, AgreementMath.Disagree(Rubric, Marks(a, b), Marks(c, d)));
        Assert.Equal(disagree, AgreementMath.Disagree(Rubric, Marks(c, d), Marks(a, b)));
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, false)]
    [InlineData(16, true)]
    public void Exactly_fifteen_per_cent_is_no_disagreement(int points, bool disagree)
    {
        var rubric = new Rubric("one", "One", [new Criterion("only", "Only", 100, Levels(100 - points, 100))]);
        Assert.Equal(
            disagree,
            AgreementMath.Disagree(rubric, new Dictionary<string, int> { ["only"] = 0 }, new Dictionary<string, int> { ["only"] = 1 })
        );
    }

    [Fact]
    public void Two_levels_are_a_disagreement_even_where_the_totals_are_the_same()
    {
        var rubric = new Rubric("same", "Same", [new Criterion("a", "A", 3, Levels(1, 2, 3)), new Criterion("b", "B", 3, Levels(1, 2, 3))]);
        Assert.True(AgreementMath.Disagree(rubric, Pair(0, 2), Pair(2, 0)));
        Assert.False(AgreementMath.Disagree(rubric, Pair(0, 1), Pair(1, 0)));

        static Dictionary<string, int> Pair(int a, int b) => new() { ["a"] = a, ["b"] = b };
    }

    [Fact]
    public void Two_levels_in_one_criterion_are_enough_however_little_they_weigh()
    {
        var rubric = new Rubric("one", "One", [new Criterion("a", "A", 2, Levels(0, 1, 2)), new Criterion("b", "B", 90, Levels(0, 90))]);
        var first = new Dictionary<string, int> { ["a"] = 0, ["b"] = 1 };
        Assert.True(AgreementMath.Disagree(rubric, first, new Dictionary<string, int>(first) { ["a"] = 2 }));
        Assert.False(AgreementMath.Disagree(rubric, first, new Dictionary<string, int>(first) { ["a"] = 1 }));
    }

    [Fact]
    public void Levels_are_complete_when_each_criterion_has_one_of_its_own()
    {
        Assert.True(GivenLevels.AreComplete(Rubric, Marks(0, 2)));
        Assert.False(GivenLevels.AreComplete(Rubric, Marks(-1, 2)));
        Assert.False(GivenLevels.AreComplete(Rubric, Marks(4, 2)));
        Assert.False(GivenLevels.AreComplete(Rubric, Marks(3, 3)));
        var one = new Dictionary<string, int> { ["timeline"] = 1 };
        Assert.False(GivenLevels.AreComplete(Rubric, one));
        Assert.False(GivenLevels.AreComplete(Rubric, new Dictionary<string, int>(one) { ["other"] = 1 }));
        Assert.False(GivenLevels.AreComplete(Rubric, new Dictionary<string, int>(Marks(0, 0)) { ["other"] = 1 }));
    }

    [Fact]
    public void Levels_are_worth_the_points_of_the_rubric_and_are_stored_in_the_order_of_their_names()
    {
        Assert.Equal(11, GivenLevels.Points(Rubric, Marks(2, 1)));
        Assert.Equal("""{"impact":1,"timeline":2}""", GivenLevels.ToJson(Marks(2, 1)));
        Assert.Equal(Marks(2, 1), GivenLevels.FromJson("""{"impact":1,"timeline":2}"""));
        Assert.Throws<JsonException>(() => GivenLevels.FromJson("null"));
    }

    [Fact]
    public void A_criterion_that_is_still_open_has_no_level()
    {
        var notes = ReviewNotes.None with
        {
            Marks = new Dictionary<string, CriterionMark> { ["timeline"] = new(2, "Good."), ["impact"] = new(null, "Hm.") },
        };
        Assert.Equal(new Dictionary<string, int> { ["timeline"] = 2 }, GivenLevels.Of(notes));
    }

    [Fact]
    public void The_share_that_is_marked_twice_is_the_share_that_was_asked_for()
    {
        var ids = Enumerable.Range(0, 4000).Select(number => new Guid(number, 0, 0, new byte[8])).ToList();
        Assert.DoesNotContain(ids, id => DoubleMarking.IsChosen(id, 0));
        Assert.All(ids, id => Assert.True(DoubleMarking.IsChosen(id, 100)));
        Assert.InRange(ids.Count(id => DoubleMarking.IsChosen(id, 25)), 900, 1100);
        // A document selected at a small share is selected at a larger one, too.
        Assert.All(ids.Where(id => DoubleMarking.IsChosen(id, 25)), id => Assert.True(DoubleMarking.IsChosen(id, 26)));
    }

    private static Dictionary<string, int> Marks(int timeline, int impact) => new() { ["timeline"] = timeline, ["impact"] = impact };

    private static IReadOnlyList<CriterionLevel> Levels(params int[] points) =>
        [.. points.Select(number => new CriterionLevel(number, $"{number}", ""))];
}
