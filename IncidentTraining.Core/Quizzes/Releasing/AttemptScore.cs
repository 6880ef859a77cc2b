using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Core.Quizzes.Releasing;

/// <summary>What an attempt that was handed in has earned so far.</summary>
/// <param name="Points">The points of everything that is graded.</param>
/// <param name="Most">The points of the whole quiz.</param>
/// <param name="Waiting">How many short answers wait for an instructor.</param>
/// <param name="WaitingPoints">What those can still earn.</param>
/// <param name="PassPercent">The share of the points that passes.</param>
public sealed record AttemptScore(decimal Points, int Most, int Waiting, int WaitingPoints, int PassPercent)
{
    /// <summary>Whether nothing waits any more.</summary>
    public bool IsFinal => Waiting == 0;

    /// <summary>The points as a share of all, in percent, rounded to whole ones for showing.</summary>
    public int Percent => Most == 0 ? 0 : (int)Math.Round(100 * Points / Most, MidpointRounding.AwayFromZero);

    /// <summary>Whether it passes, judged on the exact points and not on the rounded share; null until it is final.</summary>
    public bool? Passed => IsFinal ? 100 * Points >= (decimal)PassPercent * Most : null;

    /// <summary>Adds an attempt's answers up.</summary>
    /// <param name="quiz">The quiz as it was at the start.</param>
    /// <param name="answers">The answers by question id.</param>
    public static AttemptScore Of(Quiz quiz, IReadOnlyDictionary<string, QuizAnswer> answers)
    {
        var waiting = quiz.Questions.Where(question => answers.TryGetValue(question.Id, out var answer) && answer.Points is null).ToList();
        return new AttemptScore(
            answers.Values.Sum(answer => answer.Points ?? 0), quiz.Points, waiting.Count, waiting.Sum(question => question.Points), quiz.PassPercent);
    }
}
