using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>The points of a submitted attempt so far.</summary>
/// <param name="Points">The points of the graded answers.</param>
/// <param name="Most">The maximum points of the quiz.</param>
/// <param name="Waiting">The number of short answers to grade.</param>
/// <param name="WaitingPoints">The maximum points of those answers.</param>
/// <param name="PassPercent">The percentage of the points needed to pass.</param>
public sealed record AttemptScore(decimal Points, int Most, int Waiting, int WaitingPoints, int PassPercent)
{
    /// <summary>Whether every answer is graded.</summary>
    public bool IsFinal => Waiting == 0;

    /// <summary>The points as a percentage, rounded for display.</summary>
    public int Percent => Most == 0 ? 0 : (int)Math.Round(100 * Points / Most, MidpointRounding.AwayFromZero);

    /// <summary>Whether it passes, by the exact points rather than the rounded percentage; null until final.</summary>
    public bool? Passed => IsFinal ? 100 * Points >= (decimal)PassPercent * Most : null;

    /// <summary>Adds up the answers of an attempt.</summary>
    /// <param name="quiz">The quiz as it was at the start.</param>
    /// <param name="answers">The answers by question id.</param>
    public static AttemptScore Of(Quiz quiz, IReadOnlyDictionary<string, QuizAnswer> answers)
    {
        var waiting = quiz.Questions.Where(question => answers.TryGetValue(question.Id, out var answer) && answer.Points is null).ToList();
        return new AttemptScore(
            answers.Values.Sum(answer => answer.Points ?? 0),
            quiz.Points,
            waiting.Count,
            waiting.Sum(question => question.Points),
            quiz.PassPercent
        );
    }
}
