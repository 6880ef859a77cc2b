using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Releasing;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Tests.Core.Quizzes;

public sealed class ItemStatisticsTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);

    private static readonly Quiz Quiz = new(
        "quiz",
        "day",
        "Quiz",
        10,
        70,
        [
            Make.Choice(QuestionKind.Single, 2, true, false, false) with
            {
                Id = "choice",
            },
            Make.Ordering(2, 3) with
            {
                Id = "order",
            },
            Make.Matching(2, 2) with
            {
                Id = "match",
            },
            Make.Short(4) with
            {
                Id = "short",
            },
        ]
    );

    [Fact]
    public void Facility_is_the_mean_share_of_the_points()
    {
        var items = ItemStatistics.Of([Sit([0], 4), Sit([0], 2), Sit([1], 0), Sit([2], null)]);
        Assert.Equal((4, 0.5), (items[0].Graded, items[0].Facility));
        Assert.Equal((3, 0.5), (items[3].Graded, items[3].Facility));
    }

    [Fact]
    public void Every_distractor_is_counted_by_what_it_says_and_not_by_where_it_stood()
    {
        var choices = ItemStatistics.Of([Sit([0], 4, "a"), Sit([1], 4, "b"), Sit([1], 4, "c"), Sit([2], 4, "d")])[0].Choices;
        Assert.Equal(
            [("Option 0", true, 1), ("Option 1", false, 2), ("Option 2", false, 1)],
            choices.Select(choice => (choice.Text, choice.Correct, choice.Count))
        );
    }

    [Fact]
    public void A_wrong_pair_that_somebody_made_is_listed()
    {
        var swapped = Sit([0], 4, answers: new() { ["match"] = [1, 0] });
        var choices = ItemStatistics.Of([swapped])[2].Choices;
        Assert.Contains(new ChoiceCount("Left 0 → Right 1", false, 1), choices);
        Assert.Contains(new ChoiceCount("Left 0 → Right 0", true, 0), choices);
    }

    [Fact]
    public void A_question_that_the_strong_know_discriminates_and_one_that_they_miss_is_negative()
    {
        HandedIn[] attempts = [Sit([0], 4), Sit([0], 4), Sit([0], 3), Sit([1], 0), Sit([1], 0)];
        Assert.InRange(ItemStatistics.Of(attempts)[0].Discrimination!.Value, 0.9, 1);
        HandedIn[] upsideDown = [Sit([1], 4), Sit([1], 4), Sit([1], 3), Sit([0], 0), Sit([0], 0)];
        Assert.InRange(ItemStatistics.Of(upsideDown)[0].Discrimination!.Value, -1, -0.9);
    }

    [Fact]
    public void Too_few_results_or_equal_ones_have_no_discrimination()
    {
        Assert.Null(ItemStatistics.Of([Sit([0], 4), Sit([1], 0), Sit([0], 3), Sit([1], 1)])[0].Discrimination);
        Assert.Null(ItemStatistics.Of([.. Enumerable.Range(0, 6).Select(points => Sit([0], points % 4))])[0].Discrimination);
    }

    [Theory]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 2.0, 4, 6, 8 }, 1)]
    [InlineData(new[] { 1.0, 2, 3, 4 }, new[] { 4.0, 3, 2, 1 }, -1)]
    [InlineData(new[] { 1.0, 2, 3, 4, 5 }, new[] { 2.0, 1, 4, 3, 5 }, 0.8)]
    public void Correlation_is_pearsons(double[] xs, double[] ys, double expected) =>
        Assert.Equal(expected, ItemStatistics.Correlation(xs, ys)!.Value, 9);

    [Fact]
    public void Answers_to_an_earlier_wording_are_left_out()
    {
        var reworded = Quiz with { Questions = [Quiz.Questions[0] with { Text = "Asked otherwise" }, .. Quiz.Questions.Skip(1)] };
        var items = ItemStatistics.Of([Sit([0], 4) with { Quiz = reworded }, Sit([1], 4), Sit([1], 4)]);
        Assert.Equal(1, items[0].Graded);
        Assert.Equal(3, items[1].Graded);
    }

    /// <summary>An attempt that was submitted; picks are the author's positions, whatever the seed shows.</summary>
    private static HandedIn Sit(int[] choice, decimal? shortPoints, string seed = "seed", Dictionary<string, int[]>? answers = null)
    {
        var picks = new Dictionary<string, int[]>
        {
            ["choice"] = choice,
            ["order"] = [0, 1, 2],
            ["match"] = [0, 1],
        };
        foreach (var (id, other) in answers ?? [])
        {
            picks[id] = other;
        }

        return new HandedIn(
            Quiz,
            seed,
            Quiz.Questions.ToDictionary(
                question => question.Id,
                question =>
                {
                    var shown = ShownOrder.Of(seed, question).ToList();
                    var response =
                        question.Kind is QuestionKind.Short
                            ? new QuizResponse([], "Text")
                            : new QuizResponse([.. picks[question.Id].Select(pick => shown.IndexOf(pick))], "");
                    var answer = new QuizAnswer(Guid.CreateVersion7(Now), Guid.Empty, question.Id, Now);
                    answer.Write(response, flagged: false, Now);
                    answer.GradeAutomatically(
                        question.Kind is QuestionKind.Short ? shortPoints : AutomaticGrade.Points(question, shown, response)
                    );
                    return answer;
                }
            )
        );
    }
}
