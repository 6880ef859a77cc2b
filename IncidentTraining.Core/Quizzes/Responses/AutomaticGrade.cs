using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Core.Quizzes.Responses;

/// <summary>Computes the points of automatically graded questions. The rules are shown to trainees before they start.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Single choice: all points or none.</item>
/// <item>Multiple choice: the share of correct options chosen minus the share of wrong options chosen. A random extra
/// choice earns nothing on average, and choosing everything earns nothing.</item>
/// <item>Ordering: Kendall's rank correlation (M. G. Kendall, "A New Measure of Rank Correlation", 1938): the share of
/// pairs in the correct order minus the share in the wrong order. A random order earns nothing on average.</item>
/// <item>Matching: the share of left sides matched correctly; a random guess earns as much as in a single choice with as many
/// options.</item>
/// </list>
/// A question never has negative points. Points are rounded to hundredths.
/// </remarks>
public static class AutomaticGrade
{
    /// <summary>Returns the points of a response.</summary>
    /// <param name="question">The question with its key.</param>
    /// <param name="shown">The order shown in the attempt; see <see cref="ShownOrder"/>.</param>
    /// <param name="response">A valid response to the question.</param>
    /// <returns>From 0 to the question's points; null for a non-empty short answer, which an instructor grades.</returns>
    public static decimal? Points(Question question, IReadOnlyList<int> shown, QuizResponse response)
    {
        if (response.AnswersOf(question.Kind) is Answered.Nothing)
        {
            return 0;
        }

        var picks = response.Picks.Select(pick => pick == QuizResponse.NoPick ? QuizResponse.NoPick : shown[pick]).ToArray();
        decimal? share = question.Kind switch
        {
            QuestionKind.Single => question.Options[picks[0]].Correct ? 1 : 0,
            QuestionKind.Multiple => MultipleShare(question, picks),
            QuestionKind.Ordering => OrderingShare(picks),
            QuestionKind.Matching => (decimal)picks.Where((pick, left) => pick == left).Count() / picks.Length,
            _ => null,
        };
        return share is { } value ? Math.Round(Math.Max(0, value) * question.Points, 2, MidpointRounding.AwayFromZero) : null;
    }

    private static decimal MultipleShare(Question question, int[] picks)
    {
        var right = question.Options.Count(option => option.Correct);
        var hits = picks.Count(pick => question.Options[pick].Correct);
        return (decimal)hits / right - (decimal)(picks.Length - hits) / (question.Options.Count - right);
    }

    private static decimal OrderingShare(int[] picks)
    {
        var pairs = picks.Length * (picks.Length - 1) / 2;
        var inOrder = picks.Select((pick, place) => picks.Skip(place + 1).Count(later => later > pick)).Sum();
        return (decimal)(2 * inOrder - pairs) / pairs;
    }
}
