namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the Quizzes room.</summary>
internal static class QuizPaths
{
    public const string Card = "/quiz";
    public const string Results = "/quiz/results";
    public const string Grading = "/quiz/grading";

    public static string Take(Guid attemptId) => $"/quiz/{attemptId}";

    public static string Result(Guid attemptId) => $"/quiz/{attemptId}/result";
}
