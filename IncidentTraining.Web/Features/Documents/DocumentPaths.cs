namespace IncidentTraining.Web.Features.Documents;

/// <summary>The addresses of the Documents room.</summary>
internal static class DocumentPaths
{
    public const string All = "/documents";
    public const string New = "/documents/new";
    public const string Preview = "/documents/preview";

    public static string Begin(string kindId) => $"{New}?kind={Uri.EscapeDataString(kindId)}";

    public static string One(Guid id) => $"{All}/{id}";

    public static string Draft(Guid id) => $"{All}/{id}/draft";

    public static string SetAside(Guid id) => $"{All}/{id}/set-aside";

    public static string Submit(Guid id) => $"{All}/{id}/submit";

    public static string Print(Guid id) => $"{All}/{id}/print";

    public static string History(Guid id, int? version = null) => version is null ? $"{All}/{id}/history" : $"{All}/{id}/history?version={version}";

    public static string Export(Guid id) => $"{All}/{id}/export.md";
}
