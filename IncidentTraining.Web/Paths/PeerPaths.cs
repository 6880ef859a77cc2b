namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of peer comments.</summary>
internal static class PeerPaths
{
    /// <summary>A classmate's document, for the trainee it is assigned to.</summary>
    public static string One(Guid documentId) => $"{DocumentPaths.All}/classmates/{documentId}";

    /// <summary>The peer comments on a document, for its authors and instructors.</summary>
    public static string Comments(Guid documentId) => $"{DocumentPaths.One(documentId)}/comments";
}
