using System.Text.Json;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>A submitted attempt with everything the statistics need.</summary>
/// <param name="Quiz">The quiz as it was at the start.</param>
/// <param name="Seed">The attempt's seed.</param>
/// <param name="Answers">The answers by question id.</param>
public sealed record HandedIn(Quiz Quiz, string Seed, IReadOnlyDictionary<string, QuizAnswer> Answers)
{
    /// <summary>Whether every answer is graded.</summary>
    public bool IsGraded => Answers.Values.All(answer => answer.Points is not null);
}

/// <summary>The statistics of a question in a class.</summary>
/// <param name="Number">The position in the quiz, from 1.</param>
/// <param name="Question">The question with its key.</param>
/// <param name="Graded">The number of graded answers.</param>
/// <param name="Facility">The mean share of the points, from 0 (no points) to 1 (all points); null without graded answers.</param>
/// <param name="Discrimination">
/// The correlation of the points with the points of all other questions (corrected item-total correlation; L. Crocker and
/// J. Algina, "Introduction to Classical and Modern Test Theory", 1986, chapter 14), from -1 to 1. Near or below 0, the
/// question does not separate strong from weak participants. Null with fewer than <see cref="FewestForDiscrimination"/>
/// complete results, or when all scores are equal.
/// </param>
/// <param name="Choices">How often each choice was made.</param>
public sealed record ItemStatistics(
    int Number,
    Question Question,
    int Graded,
    double? Facility,
    double? Discrimination,
    IReadOnlyList<ChoiceCount> Choices
)
{
    /// <summary>With fewer results a correlation is meaningless.</summary>
    public const int FewestForDiscrimination = 5;

    /// <summary>
    /// Computes the statistics of every question in its newest wording. Answers given to an earlier wording or key are left out because
    /// their positions differ.
    /// </summary>
    /// <param name="attempts">The submitted attempts, newest first.</param>
    public static IReadOnlyList<ItemStatistics> Of(IReadOnlyList<HandedIn> attempts) =>
        attempts.Count == 0 ? [] : [.. attempts[0].Quiz.Questions.Select((question, index) => OfQuestion(index + 1, question, attempts))];

    private static ItemStatistics OfQuestion(int number, Question question, IReadOnlyList<HandedIn> attempts)
    {
        var wording = JsonSerializer.Serialize(question);
        var asked = attempts
            .Where(attempt => attempt.Quiz.Questions.Any(q => q.Id == question.Id && JsonSerializer.Serialize(q) == wording))
            .ToList();
        var shares = asked
            .Select(attempt => attempt.Answers[question.Id].Points)
            .OfType<decimal>()
            .Select(points => (double)points / question.Points)
            .ToList();
        var whole = asked.Where(attempt => attempt.IsGraded).ToList();
        return new ItemStatistics(
            number,
            question,
            shares.Count,
            shares.Count == 0 ? null : shares.Average(),
            whole.Count < FewestForDiscrimination
                ? null
                : Correlation(
                    [.. whole.Select(attempt => (double)attempt.Answers[question.Id].Points!.Value)],
                    [
                        .. whole.Select(attempt =>
                            (double)
                                attempt.Answers.Values.Where(answer => answer.QuestionId != question.Id).Sum(answer => answer.Points!.Value)
                        ),
                    ]
                ),
            ChoiceCount.Of(question, [.. asked.Select(attempt => Picks(question, attempt))])
        );
    }

    private static int?[] Picks(Question question, HandedIn attempt)
    {
        var shown = ShownOrder.Of(attempt.Seed, question);
        return
        [
            .. attempt.Answers[question.Id].ReadResponse().Picks.Select(pick => pick == QuizResponse.NoPick ? (int?)null : shown[pick]),
        ];
    }

    /// <summary>Pearson's product-moment correlation; null when one side does not vary.</summary>
    internal static double? Correlation(double[] xs, double[] ys)
    {
        var (meanX, meanY) = (xs.Average(), ys.Average());
        var (varianceX, varianceY) = (xs.Sum(x => (x - meanX) * (x - meanX)), ys.Sum(y => (y - meanY) * (y - meanY)));
        var both = xs.Zip(ys, (x, y) => (x - meanX) * (y - meanY)).Sum();
        return varianceX < 1e-9 || varianceY < 1e-9 ? null : both / Math.Sqrt(varianceX * varianceY);
    }
}
