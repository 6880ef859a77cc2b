namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the Quizzes room.</summary>
internal static class QuizPaths
{
    public const string Card = "/quiz";
    public const string Results = "/quiz/results";
    public const string Grading = "/quiz/grading";

    public static string Take(Guid attemptId) => $"/quiz/{attemptId}";

    public static string Result(Guid attemptId) => $"/quiz/{attemptId}/result";

    /// <summary>Where the script saves an attempt's answers, by question number.</summary>
    public static string Answers(Guid attemptId) => $"/quiz/attempts/{attemptId}/answers";

    /// <summary>Where the script gets the remaining time.</summary>
    public static string Time(Guid attemptId) => $"/quiz/attempts/{attemptId}/time";
}
