using System.Globalization;
using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>The labels and instructions for kinds, scoring and points.</summary>
internal static class QuizWords
{
    public static string Kind(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Single => "One answer",
            QuestionKind.Multiple => "Several answers",
            QuestionKind.Ordering => "Put in order",
            QuestionKind.Matching => "Match",
            _ => "Short answer",
        };

    /// <summary>Describes the scoring of <see cref="Core.Quizzes.Responses.AutomaticGrade"/>.</summary>
    public static string Rule(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Single => "The correct answer earns all points.",
            QuestionKind.Multiple =>
                "Each correct choice earns a share of the points and each wrong choice loses one, down to zero. Choosing everything earns nothing.",
            QuestionKind.Ordering => "Scored by pairs: the share in the correct order minus the share in the wrong order, down to zero.",
            QuestionKind.Matching => "Each correct pair earns a share of the points.",
            _ => "Graded by an instructor, who does not see your name.",
        };

    /// <summary>The instruction above the answer.</summary>
    public static string Task(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Single => "Choose one.",
            QuestionKind.Multiple => "Choose all that apply.",
            QuestionKind.Ordering => "Move the items with the arrow buttons.",
            QuestionKind.Matching => "Choose the match for each item.",
            _ => "Write a few sentences.",
        };

    public static string Points(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    public static string OutOf(int points) => points == 1 ? "1 point" : string.Create(CultureInfo.InvariantCulture, $"{points} points");
}
