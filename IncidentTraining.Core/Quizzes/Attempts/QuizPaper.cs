using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Responses;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>What a browser can know about a running attempt: the questions without keys, in the shown order, and the answers so
/// far.</summary>
/// <param name="State">The attempt's state.</param>
/// <param name="Deadline">The deadline, UTC.</param>
/// <param name="Remaining">The remaining time when this was read; never negative.</param>
public sealed record QuizPaper(
    Guid AttemptId,
    string Title,
    AttemptState State,
    DateTime Deadline,
    TimeSpan Remaining,
    IReadOnlyList<PaperQuestion> Questions
);

/// <summary>A question as shown in an attempt.</summary>
/// <param name="Number">The position in the quiz, from 1. The author's id stays on the server because it often hints at the answer.</param>
/// <param name="Kind">The kind of question.</param>
/// <param name="Text">The question, in Markdown.</param>
/// <param name="Points">The points of a perfect answer.</param>
/// <param name="Lefts">For a matching question: the left sides.</param>
/// <param name="Shown">The options, items or right sides in shown order; responses refer to these positions.</param>
/// <param name="Response">The answer so far.</param>
/// <param name="Answered">How much of the question is answered.</param>
/// <param name="Flagged">Whether the person flagged it to come back to it.</param>
/// <param name="Version">The answer's version; 0 before the first save.</param>
public sealed record PaperQuestion(
    int Number,
    QuestionKind Kind,
    string Text,
    int Points,
    IReadOnlyList<string> Lefts,
    IReadOnlyList<string> Shown,
    QuizResponse Response,
    Answered Answered,
    bool Flagged,
    int Version
)
{
    /// <summary>Copies only the parts of a question that the person may see.</summary>
    /// <param name="number">The position in the quiz, from 1.</param>
    /// <param name="question">The question with its key.</param>
    /// <param name="seed">The attempt's seed.</param>
    /// <param name="answer">The answer so far; null before the first save.</param>
    public static PaperQuestion Of(int number, Question question, string seed, QuizAnswer? answer)
    {
        var texts = question.Kind switch
        {
            QuestionKind.Single or QuestionKind.Multiple => question.Options.Select(option => option.Text).ToArray(),
            QuestionKind.Ordering => [.. question.Order],
            QuestionKind.Matching => [.. question.Rights],
            _ => [],
        };
        var response = answer?.ReadResponse() ?? QuizResponse.None;
        return new PaperQuestion(
            number,
            question.Kind,
            question.Text,
            question.Points,
            [.. question.Pairs.Select(pair => pair.Left)],
            [.. ShownOrder.Of(seed, question).Select(index => texts[index])],
            response,
            response.AnswersOf(question.Kind),
            answer?.Flagged ?? false,
            answer?.Version ?? 0
        );
    }
}
