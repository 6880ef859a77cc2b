using IncidentTraining.Core.Content;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The files of scenarios in a content folder.</summary>
internal static class ScenarioFiles
{
    /// <summary>The folder, relative to the content folder.</summary>
    public const string Folder = "scenarios";

    private static readonly string[] Endings = [".yaml", ".yml"];

    /// <summary>The path of a scenario's file, relative to the content folder; null when there is none.</summary>
    public static string? Find(ContentFolder content, string id) =>
        Endings.Select(ending => $"{Folder}/{id}{ending}").FirstOrDefault(path => Ids(content).Contains(id) && File.Exists(content.FullPath(path)));

    /// <summary>The ids of all scenarios, in order.</summary>
    public static IReadOnlyList<string> Ids(ContentFolder content) => Directory.Exists(content.FullPath(Folder))
        ? [.. Directory.EnumerateFiles(content.FullPath(Folder)).Where(file => Endings.Contains(Path.GetExtension(file))).Select(file => Path.GetFileNameWithoutExtension(file)).Distinct().Order(StringComparer.Ordinal)]
        : [];
}
