using IncidentTraining.Web.Features.Documents;

namespace IncidentTraining.Web.Features.Reviews.Peers;

/// <summary>The addresses of comments among classmates.</summary>
internal static class PeerPaths
{
    /// <summary>A classmate's document, for the trainee to whom it was given.</summary>
    public static string One(Guid documentId) => $"{DocumentPaths.All}/classmates/{documentId}";

    /// <summary>What classmates say about a document, for its authors and instructors.</summary>
    public static string Comments(Guid documentId) => $"{DocumentPaths.One(documentId)}/comments";
}
