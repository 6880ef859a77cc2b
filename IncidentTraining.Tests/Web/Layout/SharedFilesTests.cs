using System.Text.RegularExpressions;
using IncidentTraining.Tests.Architecture;

namespace IncidentTraining.Tests.Web.Layout;

/// <summary>The style or script of one component is next to it; <c>wwwroot</c> contains shared files, and those of every page.</summary>
public sealed partial class SharedFilesTests
{
    /// <summary>Styles of one static page: such a page does not load the bundle of component styles.</summary>
    private static readonly string[] OfStaticPages = ["css/projector.css", "css/slides.css"];

    [Fact]
    public void What_one_component_uses_lies_beside_it() => Assert.Equal(OfStaticPages, UsedOnce(FillableFields.Files("*.razor")));

    [Fact]
    public void The_pages_with_styles_of_their_own_in_wwwroot_are_static() =>
        Assert.All(FillableFields.Files("*.razor").Where(file => NamesIn(file).Intersect(OfStaticPages).Any()), file =>
            Assert.Contains("[ExcludeFromInteractiveRouting]", file.Text, StringComparison.Ordinal)
        );

    [Fact]
    public void No_style_or_script_in_wwwroot_has_lost_its_user()
    {
        var named = FillableFields.Files("*.razor").SelectMany(NamesIn).ToHashSet();
        var imported = FillableFields.Files("*.js").SelectMany(file => Import().Matches(file.Text)).Select(found => found.Groups[1].Value);
        var known = named.Concat(imported).Select(Path.GetFileName).ToHashSet();
        var all = FillableFields
            .Files("*.css")
            .Concat(FillableFields.Files("*.js"))
            .Select(file => Path.GetRelativePath(FillableFields.WebSources, file.Path).Replace('\\', '/'))
            .Where(path => path.StartsWith("wwwroot/", StringComparison.Ordinal))
            .ToList();
        Assert.True(all.Count > 40, $"Only {all.Count} files are found.");
        Assert.Equal([], all.Where(path => !known.Contains(Path.GetFileName(path))));
    }

    [Fact]
    public void A_planted_file_that_one_component_uses_is_found() =>
        Assert.Equal(
            ["js/planted.js"],
            UsedOnce([
                ("A.razor", "<script src=\"@Assets[\"js/planted.js\"]\"></script> @Assets[\"css/shared.css\"]"),
                ("B.razor", "@Assets[\"css/shared.css\"]"),
            ])
        );

    // The shell names the files of every page, and a layout those of all its pages.
    private static IEnumerable<string> UsedOnce(IEnumerable<(string Path, string Text)> files) =>
        files
            .Where(file => Path.GetFileName(file.Path) is not ("App.razor" or "LabLayout.razor"))
            .SelectMany(file => NamesIn(file).Distinct())
            .GroupBy(name => name, StringComparer.Ordinal)
            .Where(uses => uses.Count() == 1)
            .Select(uses => uses.Key)
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> NamesIn((string Path, string Text) file) =>
        Name().Matches(file.Text).Select(found => found.Groups[1].Value);

    [GeneratedRegex("Assets\\[\"((?:css|js)/[^\"]+)\"\\]")]
    private static partial Regex Name();

    // Including modules that are loaded only if needed: loadWhereUsed('a.term', './reading/terms.js').
    [GeneratedRegex("['\"](\\.{1,2}/[^'\"]+\\.js)['\"]")]
    private static partial Regex Import();
}
