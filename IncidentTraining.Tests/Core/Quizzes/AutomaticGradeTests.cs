using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Tests.Core.Quizzes;

public sealed class AutomaticGradeTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(2, 0)]
    public void Single_choice_is_all_or_nothing(int pick, int points) =>
        Assert.Equal(points, Grade(Make.Choice(QuestionKind.Single, 2, false, true, false), pick));

    [Theory]
    [InlineData(new[] { 0, 1 }, 6)]
    [InlineData(new[] { 0 }, 3)]
    [InlineData(new[] { 0, 2 }, 1)]
    [InlineData(new[] { 0, 1, 2 }, 4)]
    [InlineData(new[] { 0, 1, 2, 3, 4 }, 0)]
    [InlineData(new[] { 2, 3 }, 0)]
    public void Multiple_choice_counts_the_share_of_right_ticks_less_the_share_of_wrong_ones(int[] picks, int points) =>
        Assert.Equal(points, Grade(Make.Choice(QuestionKind.Multiple, 6, true, true, false, false, false), picks));

    [Theory]
    [InlineData(2, 3)]
    [InlineData(3, 2)]
    [InlineData(1, 4)]
    [InlineData(4, 1)]
    public void A_further_blind_tick_in_a_multiple_choice_gains_nothing_on_average(int right, int wrong)
    {
        var question = Make.Choice(QuestionKind.Multiple, 12, [.. Enumerable.Repeat(true, right), .. Enumerable.Repeat(false, wrong)]);
        // Ticking one more option than the right ones always reduces the points.
        var known = Enumerable.Range(0, right).ToArray();
        Assert.All(Enumerable.Range(right, wrong), blind => Assert.True(Grade(question, [.. known, blind]) < Grade(question, known)));

        // For any number of options ticked blindly, the mean over all combinations is zero.
        for (var ticks = 0; ticks <= right + wrong; ticks++)
        {
            Assert.Equal(0, Make.Subsets(right + wrong).Where(set => set.Length == ticks).Average(set => Share(set, right, wrong)), 12);
        }

        // The rule in the code is this share with a minimum of zero: checked for every possible answer.
        Assert.All(Make.Subsets(right + wrong), set =>
            Assert.Equal(Math.Round((decimal)Math.Max(0, Share(set, right, wrong)) * 12, 2), Grade(question, set))
        );

        static double Share(int[] set, int right, int wrong) =>
            (double)set.Count(pick => pick < right) / right - (double)set.Count(pick => pick >= right) / wrong;
    }

    [Fact]
    public void Every_order_earns_its_rank_correlation_and_a_blind_order_earns_nothing_on_average()
    {
        var question = Make.Ordering(10, 5);
        var taus = new List<decimal>();
        foreach (var order in Make.Permutations(5))
        {
            var (inOrder, reversed) = (0, 0);
            for (var first = 0; first < 5; first++)
            {
                for (var second = first + 1; second < 5; second++)
                {
                    _ = order[first] < order[second] ? inOrder++ : reversed++;
                }
            }

            var tau = (inOrder - reversed) / 10m;
            taus.Add(tau);
            Assert.Equal(Math.Max(0, tau) * 10, Grade(question, order));
        }

        Assert.Equal(120, taus.Count);
        Assert.Equal(0, taus.Sum());
    }

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 }, 4)]
    [InlineData(new[] { 0, 1, 3, 2 }, 2)]
    [InlineData(new[] { 0, 0, 0, 0 }, 1)]
    [InlineData(new[] { 3, 2, 1, 0 }, 0)]
    [InlineData(new[] { 0, 1, -1, -1 }, 2)]
    public void Each_right_pair_of_a_matching_earns_its_share(int[] picks, int points) =>
        Assert.Equal(points, Grade(Make.Matching(4, 4), picks));

    [Theory]
    [InlineData(new[] { 0, 1, 2, 3 }, 4)]
    [InlineData(new[] { 0, 1, 2, 4 }, 3)]
    [InlineData(new[] { 4, 5, 4, 5 }, 0)]
    public void A_surplus_right_side_earns_nothing_and_costs_nothing(int[] picks, int points) =>
        Assert.Equal(points, Grade(Make.Matching(4, 4) with { Surplus = ["Surplus 4", "Surplus 5"] }, picks));

    [Fact]
    public void A_third_of_two_points_is_rounded_to_hundredths() => Assert.Equal(0.67m, Grade(Make.Matching(2, 3), 0, -1, -1));

    [Fact]
    public void No_answer_earns_nothing_and_waits_for_nobody()
    {
        Question[] questions = [Make.Choice(QuestionKind.Single, 2, true, false), Make.Ordering(2, 3), Make.Matching(2, 2), Make.Short(4)];
        Assert.All(questions, question => Assert.Equal(0, AutomaticGrade.Points(question, AsWritten(question), QuizResponse.None)));
    }

    [Fact]
    public void A_written_short_answer_waits_for_an_instructor() =>
        Assert.Null(AutomaticGrade.Points(Make.Short(4), [], new QuizResponse([], "An incident looked back at.")));

    [Fact]
    public void Picks_are_positions_on_the_paper_and_not_in_the_file()
    {
        var question = Make.Choice(QuestionKind.Single, 2, false, false, true);
        Assert.Equal(2, AutomaticGrade.Points(question, [2, 0, 1], Make.Picks(0)));
        Assert.Equal(0, AutomaticGrade.Points(question, [2, 0, 1], Make.Picks(2)));
        Assert.Equal(3, AutomaticGrade.Points(Make.Ordering(3, 3), [1, 2, 0], Make.Picks(2, 0, 1)));
    }

    private static IReadOnlyList<int> AsWritten(Question question) => [.. Enumerable.Range(0, question.ShuffledCount)];

    private static decimal Grade(Question question, params int[] picks) =>
        AutomaticGrade.Points(question, AsWritten(question), Make.Picks(picks))!.Value;
}
