using System.Text.Json;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Grading;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>An attempt that was handed in, with all that statistics need.</summary>
/// <param name="Quiz">The quiz as it was at the start.</param>
/// <param name="Seed">The attempt's seed.</param>
/// <param name="Answers">The answers by question id.</param>
public sealed record HandedIn(Quiz Quiz, string Seed, IReadOnlyDictionary<string, QuizAnswer> Answers)
{
    /// <summary>Whether nothing waits for a grade.</summary>
    public bool IsGraded => Answers.Values.All(answer => answer.Points is not null);
}

/// <summary>How a question worked in a class.</summary>
/// <param name="Number">Its number on the paper.</param>
/// <param name="Question">The question with its key.</param>
/// <param name="Graded">How many graded answers the figures rest on.</param>
/// <param name="Facility">
/// The mean share of the points, from 0 (nobody knew) to 1 (everybody did); null without graded answers.
/// </param>
/// <param name="Discrimination">
/// The correlation of the points with the points of all other questions (corrected item-total correlation; L. Crocker and
/// J. Algina, "Introduction to Classical and Modern Test Theory", 1986, chapter 14), from -1 to 1. Near or below 0 the
/// question does not tell the strong from the weak. Null with fewer than <see cref="FewestForDiscrimination"/> whole
/// results, or when all earned the same.
/// </param>
/// <param name="Choices">What was chosen how often.</param>
public sealed record ItemStatistics(
    int Number, Question Question, int Graded, double? Facility, double? Discrimination, IReadOnlyList<ChoiceCount> Choices)
{
    /// <summary>With fewer results a correlation says nothing.</summary>
    public const int FewestForDiscrimination = 5;

    /// <summary>
    /// The statistics of every question of the newest wording. Answers to a question whose wording or key was another at
    /// their start are left out: their positions mean something else.
    /// </summary>
    /// <param name="attempts">What was handed in, the newest first.</param>
    public static IReadOnlyList<ItemStatistics> Of(IReadOnlyList<HandedIn> attempts) =>
        attempts.Count == 0 ? [] : [.. attempts[0].Quiz.Questions.Select((question, index) => OfQuestion(index + 1, question, attempts))];

    private static ItemStatistics OfQuestion(int number, Question question, IReadOnlyList<HandedIn> attempts)
    {
        var wording = JsonSerializer.Serialize(question);
        var asked = attempts.Where(attempt => attempt.Quiz.Questions.Any(q => q.Id == question.Id && JsonSerializer.Serialize(q) == wording)).ToList();
        var shares = asked.Select(attempt => attempt.Answers[question.Id].Points).OfType<decimal>().Select(points => (double)points / question.Points).ToList();
        var whole = asked.Where(attempt => attempt.IsGraded).ToList();
        return new ItemStatistics(
            number, question, shares.Count, shares.Count == 0 ? null : shares.Average(),
            whole.Count < FewestForDiscrimination ? null : Correlation(
                [.. whole.Select(attempt => (double)attempt.Answers[question.Id].Points!.Value)],
                [.. whole.Select(attempt => (double)attempt.Answers.Values.Where(answer => answer.QuestionId != question.Id).Sum(answer => answer.Points!.Value))]),
            ChoiceCount.Of(question, [.. asked.Select(attempt => Picks(question, attempt))]));
    }

    private static int?[] Picks(Question question, HandedIn attempt)
    {
        var shown = ShownOrder.Of(attempt.Seed, question);
        return [.. attempt.Answers[question.Id].ReadResponse().Picks.Select(pick => pick == QuizResponse.NoPick ? (int?)null : shown[pick])];
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
