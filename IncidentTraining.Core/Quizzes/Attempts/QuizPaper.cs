using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Quizzes.Grading;

namespace IncidentTraining.Core.Quizzes.Attempts;

/// <summary>
/// What a browser may know of a running attempt: the questions without any key, in the order that this attempt shows, and
/// what was answered so far.
/// </summary>
/// <param name="Title">The quiz's title.</param>
/// <param name="State">Where the attempt is.</param>
/// <param name="Deadline">When the time is up, UTC.</param>
/// <param name="Remaining">The time left at the moment of reading; never negative.</param>
public sealed record QuizPaper(
    Guid AttemptId, string Title, AttemptState State, DateTime Deadline, TimeSpan Remaining, IReadOnlyList<PaperQuestion> Questions);

/// <summary>A question as a paper shows it.</summary>
/// <param name="Number">Its number on the paper, from 1. The author's id stays on the server: it often hints at the answer.</param>
/// <param name="Kind">How it is answered.</param>
/// <param name="Text">What is asked, markdown.</param>
/// <param name="Points">What a perfect answer earns.</param>
/// <param name="Lefts">Of a matching: the left sides.</param>
/// <param name="Shown">The options, items or right sides in shown order; responses refer to these positions.</param>
/// <param name="Response">What was answered so far.</param>
/// <param name="Answered">How much of it is answered.</param>
/// <param name="Flagged">Whether the person wants to come back to it.</param>
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
    int Version)
{
    /// <summary>Takes from a question what may be seen, and nothing else.</summary>
    /// <param name="number">Its number on the paper.</param>
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
            number, question.Kind, question.Text, question.Points,
            [.. question.Pairs.Select(pair => pair.Left)],
            [.. ShownOrder.Of(seed, question).Select(index => texts[index])],
            response, response.AnswersOf(question), answer?.Flagged ?? false, answer?.Version ?? 0);
    }
}
