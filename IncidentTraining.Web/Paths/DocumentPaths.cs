namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the Documents room.</summary>
internal static class DocumentPaths
{
    public const string All = "/documents";
    public const string New = "/documents/new";

    public static string Begin(string kindId) => $"{New}?kind={Uri.EscapeDataString(kindId)}";

    public static string Import(string kindId) => $"{All}/import?kind={Uri.EscapeDataString(kindId)}";

    public static string One(Guid id) => $"{All}/{id}";

    public static string Draft(Guid id) => $"{All}/{id}/draft";

    public static string SetAside(Guid id) => $"{All}/{id}/set-aside";

    public static string Print(Guid id) => $"{All}/{id}/print";

    public static string History(Guid id) => $"{All}/{id}/history";

    /// <summary>A version: its changes compared with the previous or another version, or its complete text.</summary>
    public static string History(Guid id, int version, int? against = null, bool whole = false) =>
        $"{History(id)}?version={version}{(against is null ? "" : $"&against={against}")}{(whole ? "&whole=true" : "")}";

    /// <summary>The runs of a runbook.</summary>
    public static string Runs(Guid id) => $"{All}/{id}/runs";

    /// <summary>Where a classmate starts to run a runbook.</summary>
    public static string BeginWalk(Guid id) => $"{All}/{id}/walk";

    public static string Walk(Guid walkId) => $"/runbook-runs/{walkId}";

    /// <summary>The writers of the document.</summary>
    public static string Writers(Guid id) => $"{All}/{id}/writers";

    public static string Rendered(Guid id) => $"{All}/{id}/rendered";

    public static string Export(Guid id) => $"{All}/{id}/export.md";

    public static string ExportJson(Guid id) => $"{All}/{id}/export.json";
}
