using System.Globalization;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Tests.Core.Quizzes;

public sealed class ShownOrderTests
{
    private static readonly string[] Seeds =
    [
        .. Enumerable.Range(0, 400).Select(number => number.ToString("x32", CultureInfo.InvariantCulture)),
    ];

    [Fact]
    public void Every_position_is_shown_once()
    {
        var question = Make.Choice(QuestionKind.Multiple, 2, true, false, false, true, false);
        Assert.All(Seeds, seed => Assert.Equal([0, 1, 2, 3, 4], ShownOrder.Of(seed, question).Order()));
    }

    [Fact]
    public void The_same_seed_shows_the_same_order() =>
        Assert.All(Seeds, seed => Assert.Equal(ShownOrder.Of(seed, Make.Ordering(2, 6)), ShownOrder.Of(seed, Make.Ordering(2, 6))));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(6)]
    public void An_ordering_or_matching_is_never_shown_solved(int count)
    {
        var solved = Enumerable.Range(0, count).ToArray();
        Assert.All(Seeds, seed =>
        {
            Assert.NotEqual(solved, ShownOrder.Of(seed, Make.Ordering(2, count)));
            Assert.NotEqual(solved, ShownOrder.Of(seed, Make.Matching(2, count)));
        });
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(2, 4)]
    [InlineData(3, 2)]
    public void A_matching_with_surplus_right_sides_is_never_shown_solved(int pairs, int surplus)
    {
        var question = Make.Matching(2, pairs) with { Surplus = [.. Enumerable.Range(0, surplus).Select(index => $"Surplus {index}")] };
        Assert.All(Seeds, seed =>
        {
            var shown = ShownOrder.Of(seed, question);
            Assert.Equal(Enumerable.Range(0, pairs + surplus), shown.Order());
            Assert.NotEqual(Enumerable.Range(0, pairs), shown.Where(index => index < pairs));
        });
    }

    [Fact]
    public void The_right_option_stands_at_every_place_about_as_often()
    {
        var question = Make.Choice(QuestionKind.Single, 2, true, false, false, false);
        var places = Seeds.CountBy(seed => ShownOrder.Of(seed, question).ToList().IndexOf(0)).ToDictionary();
        // 400 draws of four: 100 each, with a standard deviation of under 9.
        Assert.All(Enumerable.Range(0, 4), place => Assert.InRange(places[place], 65, 135));
    }

    [Fact]
    public void Two_new_seeds_differ() => Assert.NotEqual(ShownOrder.NewSeed(), ShownOrder.NewSeed());
}
