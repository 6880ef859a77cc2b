namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the Reviews room.</summary>
internal static class ReviewPaths
{
    public const string Queue = "/reviews";

    public static string Grade(Guid documentId) => $"{Queue}/{documentId}";

    /// <summary>Agreement between graders, documents to mark blind, and gold samples.</summary>
    public const string Agreement = "/reviews/agreement";

    /// <summary>All documents of the class, including decided ones.</summary>
    public const string Documents = "/reviews/documents";

    /// <summary>The documents of a class that need a moderator; without an id, of the reader's own class.</summary>
    public static string Moderation(Guid? cohortId = null) => cohortId is { } id ? $"{Queue}/moderation/{id}" : $"{Queue}/moderation";

    public static string Second(Guid documentId) => $"{Queue}/{documentId}/second";

    public static string Moderate(Guid documentId) => $"{Queue}/{documentId}/moderate";

    public static string Sample(Guid sampleId) => $"/samples/{sampleId}";
}
