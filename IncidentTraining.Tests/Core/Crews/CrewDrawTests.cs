using IncidentTraining.Core.Crews;

namespace IncidentTraining.Tests.Core.Crews;

/// <summary>How people are divided into crews.</summary>
public sealed class CrewDrawTests
{
    [Theory]
    [InlineData(1, 4, "1")]
    [InlineData(4, 4, "4")]
    [InlineData(5, 4, "3 2")]
    [InlineData(7, 3, "3 2 2")]
    [InlineData(12, 5, "4 4 4")]
    [InlineData(0, 4, "")]
    public void No_crew_is_larger_than_asked_and_none_has_two_people_more_than_another(int people, int size, string expected)
    {
        var all = People(people);
        foreach (
            var crews in new[]
            {
                CrewDraw.Random(all, size, 1),
                CrewDraw.Balanced(all.ToDictionary(person => person, _ => (double?)1), size, 1),
            }
        )
        {
            Assert.Equal(expected, string.Join(' ', crews.Select(crew => crew.Count)));
            Assert.Equal(all.Order(), crews.SelectMany(crew => crew).Order());
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_crews_whatever_the_order_of_the_people_and_another_seed_others()
    {
        var all = People(20);
        var first = Text(CrewDraw.Random(all, 4, 17));
        Assert.Equal(first, Text(CrewDraw.Random(all.Reverse(), 4, 17)));
        Assert.NotEqual(first, Text(CrewDraw.Random(all, 4, 18)));
    }

    [Fact]
    public void Over_many_seeds_two_people_are_in_one_crew_as_often_as_chance_says()
    {
        var all = People(8);
        const int draws = 2000;
        var together = Enumerable
            .Range(0, draws)
            .Count(seed => CrewDraw.Random(all, 4, seed).Any(crew => crew.Contains(all[0]) && crew.Contains(all[1])));
        // 3 of the 7 others are in the crew: 857 of 2,000, with a standard deviation of 22.
        Assert.InRange(together, 857 - 110, 857 + 110);
    }

    [Fact]
    public void Balanced_crews_have_averages_close_to_each_other_where_chance_has_not()
    {
        var all = People(24);
        // Three strong people of ten: by chance two often meet.
        var scores = all.Select((person, place) => (person, Score: (double?)(place % 4 == 0 ? 95 : 40 + place)))
            .ToDictionary(one => one.person, one => one.Score);
        var balanced = Spread(CrewDraw.Balanced(scores, 4, 1), scores);
        Assert.True(balanced < 2, $"{balanced}");
        Assert.All(Enumerable.Range(1, 20), seed => Assert.True(Spread(CrewDraw.Random(all, 4, seed), scores) > balanced));
    }

    [Fact]
    public void Someone_without_a_score_counts_as_average()
    {
        var all = People(4);
        var scores = new Dictionary<Guid, double?>
        {
            [all[0]] = 100,
            [all[1]] = 0,
            [all[2]] = null,
            [all[3]] = null,
        };
        var crews = CrewDraw.Balanced(scores, 2, 5);
        Assert.True(
            crews.Any(crew => crew.Contains(all[0]) && crew.Contains(all[1]))
                || crews.All(crew => crew.Count(person => scores[person] is null) == 1)
        );
        Assert.Equal(2, crews.Count);
        var strong = crews.Single(crew => crew.Contains(all[0]));
        Assert.Contains(all[1], strong);
    }

    [Fact]
    public void Equal_scores_are_divided_by_the_seed()
    {
        var scores = People(12).ToDictionary(person => person, _ => (double?)1);
        Assert.Equal(Text(CrewDraw.Balanced(scores, 4, 3)), Text(CrewDraw.Balanced(scores, 4, 3)));
        Assert.NotEqual(Text(CrewDraw.Balanced(scores, 4, 3)), Text(CrewDraw.Balanced(scores, 4, 4)));
    }

    private static Guid[] People(int count) => [.. Enumerable.Range(1, count).Select(number => new Guid(number, 0, 0, new byte[8]))];

    private static double Spread(IReadOnlyList<IReadOnlyList<Guid>> crews, Dictionary<Guid, double?> scores)
    {
        var averages = crews.Select(crew => CrewDraw.AverageOf(crew.Select(person => scores[person]))!.Value).ToList();
        return averages.Max() - averages.Min();
    }

    private static string Text(IReadOnlyList<IReadOnlyList<Guid>> crews) =>
        string.Join(" | ", crews.Select(crew => string.Join(",", crew.Order())));
}
