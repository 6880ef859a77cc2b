using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>A question with its key, the answer and its points. Only for released attempts.</summary>
/// <param name="Number">The position in the quiz, from 1.</param>
/// <param name="Question">The question with its key.</param>
/// <param name="Points">The points of the answer.</param>
/// <param name="Answered">How much of the question was answered.</param>
/// <param name="Options">For choice questions: the options in the shown order.</param>
/// <param name="Places">For an ordering question: the items in the correct order.</param>
/// <param name="Pairs">For a matching question: the pairs.</param>
/// <param name="Text">For a short answer: the text.</param>
/// <param name="Comment">The grader's comment; empty when there is none.</param>
public sealed record QuestionFeedback(
    int Number,
    Question Question,
    decimal Points,
    Answered Answered,
    IReadOnlyList<OptionFeedback> Options,
    IReadOnlyList<PlaceFeedback> Places,
    IReadOnlyList<PairFeedback> Pairs,
    string Text,
    string Comment
)
{
    /// <summary>Combines question, key and answer.</summary>
    public static QuestionFeedback Of(int number, Question question, string seed, QuizAnswer answer)
    {
        var shown = ShownOrder.Of(seed, question);
        var response = answer.ReadResponse();
        int?[] picks = [.. response.Picks.Select(pick => pick == QuizResponse.NoPick ? (int?)null : shown[pick])];
        return new QuestionFeedback(
            number,
            question,
            answer.Points ?? 0,
            response.AnswersOf(question.Kind),
            [.. shown.Take(question.Options.Count).Select(index => new OptionFeedback(question.Options[index], picks.Contains(index)))],
            [.. question.Order.Select((item, index) => new PlaceFeedback(item, PlaceOf(picks, index)))],
            [.. question.Pairs.Select((pair, index) => new PairFeedback(pair, GivenRight(question, picks, index)))],
            response.Text,
            answer.Comment
        );
    }

    private static int? PlaceOf(int?[] picks, int item) => Array.IndexOf(picks, item) is >= 0 and var place ? place + 1 : null;

    private static string? GivenRight(Question question, int?[] picks, int left) =>
        picks.ElementAtOrDefault(left) is { } right ? question.Rights[right] : null;
}

/// <summary>An option and whether it was chosen.</summary>
/// <param name="Option">The option with its key.</param>
/// <param name="Chosen">Whether the person chose it.</param>
public sealed record OptionFeedback(Option Option, bool Chosen);

/// <summary>An item of an ordering question in its correct position.</summary>
/// <param name="GivenPlace">The position that the person gave it, from 1; null when they gave no order.</param>
public sealed record PlaceFeedback(string Item, int? GivenPlace);

/// <summary>A pair and the right side that the person chose.</summary>
/// <param name="Pair">The correct pair.</param>
/// <param name="Given">The right side that the person chose; null for none.</param>
public sealed record PairFeedback(Pair Pair, string? Given)
{
    /// <summary>Whether the person chose the correct side.</summary>
    public bool IsRight => Given == Pair.Right;
}
