using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Grading;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>A question with its key, what was answered and what it earned. Only for released attempts.</summary>
/// <param name="Number">Its number on the paper.</param>
/// <param name="Question">The question with its key.</param>
/// <param name="Points">What the answer earned.</param>
/// <param name="Answered">How much was answered.</param>
/// <param name="Options">Of choices: the options in the order in which they were shown.</param>
/// <param name="Places">Of an ordering: the items in the right order.</param>
/// <param name="Pairs">Of a matching: the pairs.</param>
/// <param name="Text">Of a short answer: what was written.</param>
/// <param name="Comment">The grader's comment; empty without one.</param>
public sealed record QuestionFeedback(
    int Number,
    Question Question,
    decimal Points,
    Answered Answered,
    IReadOnlyList<OptionFeedback> Options,
    IReadOnlyList<PlaceFeedback> Places,
    IReadOnlyList<PairFeedback> Pairs,
    string Text,
    string Comment)
{
    /// <summary>Puts question, key and answer together.</summary>
    public static QuestionFeedback Of(int number, Question question, string seed, QuizAnswer answer)
    {
        var shown = ShownOrder.Of(seed, question);
        var response = answer.ReadResponse();
        int?[] picks = [.. response.Picks.Select(pick => pick == QuizResponse.NoPick ? (int?)null : shown[pick])];
        return new QuestionFeedback(
            number, question, answer.Points ?? 0, response.AnswersOf(question),
            [.. shown.Take(question.Options.Count).Select(index => new OptionFeedback(question.Options[index], picks.Contains(index)))],
            [.. question.Order.Select((item, index) => new PlaceFeedback(item, PlaceOf(picks, index)))],
            [.. question.Pairs.Select((pair, index) => new PairFeedback(pair, GivenRight(question, picks, index)))],
            response.Text, answer.Comment);
    }

    private static int? PlaceOf(int?[] picks, int item) => Array.IndexOf(picks, item) is >= 0 and var place ? place + 1 : null;

    private static string? GivenRight(Question question, int?[] picks, int left) =>
        picks.ElementAtOrDefault(left) is { } right ? question.Rights[right] : null;
}

/// <summary>An option and whether it was chosen.</summary>
/// <param name="Option">The option with its key.</param>
/// <param name="Chosen">Whether the person chose it.</param>
public sealed record OptionFeedback(Option Option, bool Chosen);

/// <summary>An item of an ordering at its right place.</summary>
/// <param name="GivenPlace">Where the person put it, from 1; null when they gave no order.</param>
public sealed record PlaceFeedback(string Item, int? GivenPlace);

/// <summary>A pair and what the person took for its right side.</summary>
/// <param name="Pair">The right pair.</param>
/// <param name="Given">The right side that the person chose; null for none.</param>
public sealed record PairFeedback(Pair Pair, string? Given)
{
    /// <summary>Whether the person found the right one.</summary>
    public bool IsRight => Given == Pair.Right;
}
