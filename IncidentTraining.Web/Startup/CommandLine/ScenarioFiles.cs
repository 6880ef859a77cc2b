using IncidentTraining.Core.Content;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The files of scenarios in a content folder.</summary>
internal static class ScenarioFiles
{
    /// <summary>The folder, relative to the content folder.</summary>
    public const string Folder = "scenarios";

    /// <summary>The path of a scenario's file, relative to the content folder; null when there is none.</summary>
    public static string? Find(ContentFolder content, string id) => Paths(content).FirstOrDefault(path => IdOf(path) == id);

    /// <summary>The ids of all scenarios, in order.</summary>
    public static IReadOnlyList<string> Ids(ContentFolder content) => [.. Paths(content).Select(IdOf).Distinct()];

    private static IReadOnlyList<string> Paths(ContentFolder content) => content.Files(Folder, "*.yaml;*.yml");

    private static string IdOf(string path) => Path.GetFileNameWithoutExtension(path);
}
