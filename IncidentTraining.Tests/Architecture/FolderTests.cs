using System.Reflection;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Architecture;

/// <summary>A folder's contents can be seen at a glance, and the fast loop contains only fast tests.</summary>
public sealed class FolderTests
{
    private const int Most = 15;

    private static readonly string Root = Path.GetDirectoryName(RealContent.Directory)!;

    /// <summary>Folders with more files, with their number. Lower a number when you divide one; never raise one.</summary>
    private static readonly Dictionary<string, int> NotYet = [];

    [Fact]
    public void A_folder_of_source_has_at_most_fifteen_files()
    {
        var folders = Directory
            .EnumerateDirectories(Root, "IncidentTraining.*")
            .SelectMany(project => Directory.EnumerateDirectories(project, "*", SearchOption.AllDirectories).Append(project))
            .Select(folder =>
                (Path: Path.GetRelativePath(Root, folder).Replace('\\', '/'), Files: Directory.EnumerateFiles(folder).Count(IsSource))
            )
            .Where(folder => !folder.Path.Split('/').Any(part => part is "bin" or "obj" or "lib" or "Migrations"))
            .ToList();

        Assert.Contains(folders, folder => folder.Files > 0);
        Assert.Equal(NotYet, folders.Where(folder => folder.Files > Most).ToDictionary(folder => folder.Path, folder => folder.Files));
    }

    [Fact]
    public void The_fast_loop_leaves_out_what_is_marked_as_slow_and_there_is_no_other_mark()
    {
        var marks = typeof(FolderTests)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<TraitAttribute>(inherit: false))
            .Select(trait => $"{trait.Name}={trait.Value}")
            .Distinct(StringComparer.Ordinal);

        var mark = Assert.Single(marks);
        Assert.Contains($"--filter-not-trait {mark}", File.ReadAllText(Path.Combine(Root, "CONTRIBUTING.md")), StringComparison.Ordinal);
    }

    private static bool IsSource(string file) => Path.GetExtension(file) is ".cs" or ".razor" or ".js" or ".css";
}
