using System.Globalization;
using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>The room's words for kinds, rules and points, in one place.</summary>
internal static class QuizWords
{
    public static string Kind(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => "One answer",
        QuestionKind.Multiple => "Several answers",
        QuestionKind.Ordering => "Put in order",
        QuestionKind.Matching => "Match",
        _ => "Short answer",
    };

    /// <summary>How points are given; says what <see cref="Core.Quizzes.Grading.AutomaticGrade"/> does.</summary>
    public static string Rule(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => "The right answer earns all points.",
        QuestionKind.Multiple => "Each right tick earns its share, each wrong one loses a share, down to nothing. Ticking everything earns nothing.",
        QuestionKind.Ordering => "Counted are pairs: the share that stands in the right order, less the share that stands in the wrong one, down to nothing.",
        QuestionKind.Matching => "Each right pair earns its share.",
        _ => "Read and graded by an instructor, who does not see your name.",
    };

    /// <summary>What to do, said above the answer.</summary>
    public static string Task(QuestionKind kind) => kind switch
    {
        QuestionKind.Single => "Choose one.",
        QuestionKind.Multiple => "Choose all that apply.",
        QuestionKind.Ordering => "Move the items with the arrow buttons.",
        QuestionKind.Matching => "Choose the counterpart for each.",
        _ => "Write a few sentences.",
    };

    public static string Points(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    public static string OutOf(int points) => points == 1 ? "1 point" : string.Create(CultureInfo.InvariantCulture, $"{points} points");
}
