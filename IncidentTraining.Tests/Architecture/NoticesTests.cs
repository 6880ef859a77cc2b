using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Architecture;

/// <summary>Everything that is shipped with the portal has its licence in the notices, and nothing else is listed there.</summary>
public sealed partial class NoticesTests
{
    private static readonly string Root = Path.GetDirectoryName(RealContent.Directory)!;

    [Fact]
    public void Every_package_that_ships_has_a_notice() => Assert.Equal(ShippedPackages(), Listed("## NuGet packages"));

    [Fact]
    public void Every_script_that_ships_has_a_notice_and_its_licence_beside_it()
    {
        var folders = Directory.GetDirectories(Path.Combine(Root, "IncidentTraining.Web", "wwwroot", "lib"));
        Assert.Equal(folders.Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal), Listed("## Scripts"));
        Assert.All(folders, folder => Assert.True(File.Exists(Path.Combine(folder, "LICENSE")), folder));
    }

    /// <summary>The names in the first column of a section's table.</summary>
    private static IEnumerable<string> Listed(string heading)
    {
        var text = File.ReadAllText(Path.Combine(Root, "THIRD-PARTY-NOTICES.md"));
        var section = text[text.IndexOf(heading, StringComparison.Ordinal)..].Split("\n## ")[0];
        return Row()
            .Matches(section)
            .Select(match => match.Groups[1].Value)
            .Where(name => name is not "package" and not "folder")
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The packages that the portal needs to run, from what the build wrote about its dependencies.</summary>
    private static IEnumerable<string> ShippedPackages()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "IncidentTraining.Web.deps.json")));
        var graph = file
            .RootElement.GetProperty("targets")
            .EnumerateObject()
            .Single()
            .Value.EnumerateObject()
            .ToDictionary(
                library => library.Name.Split('/')[0],
                library =>
                    library.Value.TryGetProperty("dependencies", out var needed)
                        ? [.. needed.EnumerateObject().Select(one => one.Name)]
                        : Array.Empty<string>()
            );
        var shipped = new HashSet<string>();
        var open = new Stack<string>(["IncidentTraining.Web"]);
        var ofTheBuild = OfTheBuild();
        while (open.TryPop(out var name))
        {
            if (!ofTheBuild.Contains(name) && graph.TryGetValue(name, out var needed) && shipped.Add(name))
            {
                foreach (var next in needed)
                {
                    open.Push(next);
                }
            }
        }

        return shipped.Where(name => !name.StartsWith("IncidentTraining.", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
    }

    /// <summary>Packages that the portal's project uses only to build; they are not published.</summary>
    private static HashSet<string> OfTheBuild() =>
        [
            .. XDocument
                .Load(Path.Combine(Root, "IncidentTraining.Web", "IncidentTraining.Web.csproj"))
                .Descendants("PackageReference")
                .Where(package => package.Attribute("PrivateAssets")?.Value == "all")
                .Select(package => package.Attribute("Include")!.Value),
        ];

    [GeneratedRegex(@"^\| ([^ |]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
