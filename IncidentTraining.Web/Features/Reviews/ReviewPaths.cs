namespace IncidentTraining.Web.Features.Reviews;

/// <summary>The addresses of the Reviews room.</summary>
internal static class ReviewPaths
{
    public const string Queue = "/reviews";

    public static string Desk(Guid documentId) => $"{Queue}/{documentId}";

    public const string Comments = "/reviews/comments";

    public static string Hold(Guid documentId) => $"{Queue}/{documentId}/hold";

    public static string LayBack(Guid documentId) => $"{Queue}/{documentId}/lay-back";

    public static string Next(Guid documentId) => $"{Queue}/{documentId}/next";

    public static string Draft(Guid documentId) => $"{Queue}/{documentId}/draft";

    public static string Decision(Guid documentId) => $"{Queue}/{documentId}/decision";
}
