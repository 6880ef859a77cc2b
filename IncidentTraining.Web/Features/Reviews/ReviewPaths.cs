namespace IncidentTraining.Web.Features.Reviews;

/// <summary>The addresses of the Reviews room.</summary>
internal static class ReviewPaths
{
    public const string Queue = "/reviews";

    public static string Desk(Guid documentId) => $"{Queue}/{documentId}";

    public static string Draft(Guid documentId) => $"{Queue}/{documentId}/draft";

    public static string Decision(Guid documentId) => $"{Queue}/{documentId}/decision";
}
