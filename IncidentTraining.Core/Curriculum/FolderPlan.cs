using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Folders;

namespace IncidentTraining.Core.Curriculum;

/// <summary>
/// The page order of a folder without <c>day.yaml</c>: from its own navigation, or else by name, with the folder's page first and each
/// subfolder as a group.
/// </summary>
/// <param name="folder">The folder's name below <c>content/days</c>.</param>
/// <param name="navigation">The folder's own navigation; null when it has none.</param>
/// <param name="problems">The list to which dead navigation links are added.</param>
internal sealed partial class FolderPlan(
    string folder,
    IReadOnlyList<CurriculumPage> pages,
    SiteNavigation? navigation,
    List<ContentProblem> problems
)
{
    /// <summary>Sorts days without a number after those with one.</summary>
    private const int WithoutNumber = 1000;

    private readonly Dictionary<string, CurriculumPage> _byFile = pages.ToDictionary(page => page.File);
    private readonly List<(string Title, List<PageReference> Pages)> _groups = [];
    private readonly HashSet<string> _placed = [];

    internal DayFile Build()
    {
        if (navigation is { Entries.Count: > 0 })
        {
            Place(navigation.Entries, "");
        }
        else
        {
            foreach (var page in pages.OrderBy(page => SortKey(RelativeToTop(page.File)), StringComparer.Ordinal))
            {
                Add(page, GroupOf(page));
            }
        }

        var first = pages.Where(page => BroughtDocument.IsIndex(page.File)).MinBy(page => page.File.Split('/').Length);
        return new DayFile(
            $"days/{folder}",
            folder,
            WithoutNumber,
            navigation?.Title ?? first?.Title ?? BroughtDocument.InWords(folder),
            first?.Summary ?? "",
            new TimeOnly(9, 0),
            [],
            [],
            [],
            [.. _groups.Select(group => new GroupEntry(group.Title, group.Pages))]
        );
    }

    private string Top => navigation?.Root ?? $"days/{folder}";

    private void Place(IEnumerable<NavigationEntry> entries, string group)
    {
        foreach (var entry in entries)
        {
            if (entry.Target is { } target && !target.Contains("://", StringComparison.Ordinal))
            {
                PlaceOne(entry, Uri.UnescapeDataString(target.Split('#')[0]), group);
            }

            if (entry.Children.Count > 0)
            {
                Place(entry.Children, group.Length == 0 ? entry.Title : $"{group} / {entry.Title}");
            }
        }
    }

    private void PlaceOne(NavigationEntry entry, string target, string group)
    {
        var file = $"{Top}/{target.TrimStart('.', '/')}";
        if (
            _byFile.TryGetValue(file, out var page)
            || _byFile.TryGetValue($"{file.TrimEnd('/')}/index.md", out page)
            || _byFile.TryGetValue($"{file.TrimEnd('/')}/README.md", out page)
        )
        {
            Add(page, group);
        }
        else if (!navigation!.IsPage)
        {
            problems.Add(
                new ContentProblem(
                    navigation.File,
                    entry.Line,
                    $"The navigation names '{target}', which does not exist",
                    $"Correct the path; it is relative to {Top}"
                )
            );
        }
    }

    private void Add(CurriculumPage page, string group)
    {
        if (!_placed.Add(page.Id))
        {
            return;
        }

        if (_groups.Count == 0 || _groups[^1].Title != group)
        {
            _groups.Add((group, []));
        }

        _groups[^1].Pages.Add(new PageReference(page.Id, 1));
    }

    private string GroupOf(CurriculumPage page) =>
        string.Join(" / ", RelativeToTop(page.File).Split('/')[..^1].Select(BroughtDocument.InWords));

    private string RelativeToTop(string file) =>
        file.StartsWith(Top + "/", StringComparison.Ordinal) ? file[(Top.Length + 1)..] : file.Split('/', 3)[2];

    /// <summary>A sort key: the folder's page first, then its files, then its subfolders, each by name with natural number order.</summary>
    private static string SortKey(string path)
    {
        var parts = path.ToLowerInvariant().Split('/');
        var keys = parts.Select(
            (part, at) =>
                at < parts.Length - 1 ? $"2{Padded(part)}"
                : BroughtDocument.IsIndex(part) ? "0"
                : $"1{Padded(part)}"
        );
        return string.Join('\u0001', keys);
    }

    private static string Padded(string text) => Digits().Replace(text, digits => digits.Value.PadLeft(12, '0'));

    [GeneratedRegex("[0-9]{1,12}")]
    private static partial Regex Digits();
}
