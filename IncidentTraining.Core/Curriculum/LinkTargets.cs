using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Recordings;
using IncidentTraining.Core.Curriculum.Rendering;

namespace IncidentTraining.Core.Curriculum;

/// <summary>All possible targets of a link in a page: pages by file, files and folders of the practice shop, portal addresses, other
/// sites.</summary>
internal sealed class LinkTargets
{
    private const string ShopScheme = "shop:";
    private const int LongestCompared = 120;
    private readonly Dictionary<string, CurriculumPage> _pagesByFile;
    private readonly ILookup<string, CurriculumPage> _pagesByName;
    private readonly HashSet<string> _shopPaths = [""];
    private readonly HashSet<string> _brokenFiles;
    private readonly IReadOnlyDictionary<string, PageFile> _files;
    private readonly Dictionary<string, Recording> _recordings;

    /// <param name="shopFiles">The files of the practice shop that are served.</param>
    /// <param name="files">Images and other files stored with the pages.</param>
    /// <param name="recordings">Recorded telemetry stored with the pages.</param>
    /// <param name="brokenFiles">Files with errors: a link to one is not reported in addition.</param>
    internal LinkTargets(
        IReadOnlyList<CurriculumPage> pages,
        IEnumerable<ShopFile> shopFiles,
        IReadOnlyDictionary<string, PageFile> files,
        IEnumerable<CatalogueEntry<Recording>> recordings,
        HashSet<string> brokenFiles
    )
    {
        _files = files;
        _recordings = recordings.ToDictionary(entry => entry.File, entry => entry.Item);
        _pagesByFile = pages.ToDictionary(page => page.File);
        _pagesByName = pages.ToLookup(page => $"{page.DayId}/{Path.GetFileName(page.File)}");
        _brokenFiles = brokenFiles;
        foreach (var file in shopFiles)
        {
            for (var path = file.Path; path.Length > 0; path = Path.GetDirectoryName(path)!.Replace('\\', '/'))
            {
                _shopPaths.Add(path);
            }
        }
    }

    /// <summary>Resolves a link, or says what is wrong with it.</summary>
    /// <param name="from">The page that contains the link.</param>
    /// <param name="url">The link as written.</param>
    internal LinkTarget Resolve(CurriculumPage from, string url)
    {
        if (
            url.StartsWith("https://", StringComparison.Ordinal)
            || url.StartsWith("http://", StringComparison.Ordinal)
            || url.StartsWith("mailto:", StringComparison.Ordinal)
        )
        {
            return LinkTarget.To(url);
        }

        var (path, anchor) = Divide(url);
        if (url.StartsWith(ShopScheme, StringComparison.Ordinal))
        {
            return ToShop(path[ShopScheme.Length..], "practice-shop");
        }

        if (path.StartsWith('/'))
        {
            return from.IsBrought && FromTheTop(from, path) is { } fromTheTop
                ? ToAnchor(from, fromTheTop, anchor, url)
                : new LinkTarget(url, PortalPath: path.Split('?')[0]);
        }

        if (path.Contains(':', StringComparison.Ordinal))
        {
            return LinkTarget.Dead($"The link '{url}' has an unknown format", "Link to a .md file, to 'shop:…', to '/…' or to 'https://…'");
        }

        return path.Length == 0 ? ToAnchor(from, from, anchor, url) : ToPage(from, path, anchor, url);
    }

    /// <summary>Resolves a link in a document of the practice shop.</summary>
    /// <param name="from">The document's path below the shop's folder.</param>
    /// <param name="url">The link as written.</param>
    internal LinkTarget ResolveInShop(string from, string url)
    {
        if (url.StartsWith("https://", StringComparison.Ordinal) || url.StartsWith('#'))
        {
            return LinkTarget.To(url);
        }

        var (path, _) = Divide(url);
        return path.StartsWith(ShopScheme, StringComparison.Ordinal)
            ? ToShop(path[ShopScheme.Length..], "practice-shop")
            : ToShop(Combine(Path.GetDirectoryName(from) ?? "", path), "practice-shop");
    }

    private LinkTarget ToShop(string path, string folder) =>
        _shopPaths.Contains(path.Trim('/'))
            ? LinkTarget.To(ShopFile.Address(path))
            : LinkTarget.Dead($"The practice shop has no '{path}'", $"Correct the path; it is looked for below content/{folder}/");

    private LinkTarget ToPage(CurriculumPage from, string path, string anchor, string url)
    {
        var file = Combine(Path.GetDirectoryName(from.File)!, Uri.UnescapeDataString(path.Split('?')[0]));
        if (_files.TryGetValue(file, out var beside))
        {
            return new LinkTarget(beside.Address, Recording: _recordings.GetValueOrDefault(file));
        }

        if (PageAt(file) is { } page)
        {
            return ToAnchor(from, page, anchor, url);
        }

        // The file name alone is enough if only one page of the day has it.
        var named = path.Contains('/', StringComparison.Ordinal) ? [] : _pagesByName[$"{from.DayId}/{path}"].Take(2).ToList();
        if (named is [var only])
        {
            return ToAnchor(from, only, anchor, url);
        }

        if (_brokenFiles.Contains(file))
        {
            return new LinkTarget(null);
        }

        return named.Count > 1
            ? LinkTarget.Dead(
                $"The link '{url}' is ambiguous: several pages match",
                $"Include the folder, for example '{named[0].File.Split('/', 3)[2]}'"
            )
            : LinkTarget.Dead(
                $"The link '{url}' leads to no {(PageFile.IsOne(file) ? "file" : "page")}",
                "Correct the file name, or add the file"
            );
    }

    /// <summary>Finds the page for a path: a file with or without extension, or a folder with its own page.</summary>
    private CurriculumPage? PageAt(string path)
    {
        var plain = path.EndsWith(".html", StringComparison.Ordinal) ? path[..^".html".Length] : path;
        string[] candidates =
        [
            path,
            plain + ".md",
            plain + ".markdown",
            plain + ".mdx",
            plain + "/index.md",
            plain + "/README.md",
            plain + "/readme.md",
        ];
        return candidates.Select(_pagesByFile.GetValueOrDefault).FirstOrDefault(page => page is not null);
    }

    /// <summary>The root that other programs use for absolute links: the day's folder, or the folder in it that contains the
    /// documents.</summary>
    private CurriculumPage? FromTheTop(CurriculumPage from, string path)
    {
        var parts = from.File.Split('/');
        return parts.Length > 3
            ? PageAt(Combine(string.Join('/', parts[..3]), path)) ?? PageAt(Combine(string.Join('/', parts[..2]), path))
            : PageAt(Combine(string.Join('/', parts[..2]), path));
    }

    private static LinkTarget ToAnchor(CurriculumPage from, CurriculumPage page, string anchor, string url)
    {
        if (anchor.Length == 0)
        {
            return LinkTarget.To(page.Path);
        }

        return page.Analysis.Anchors.ContainsKey(anchor)
            ? LinkTarget.To($"{page.Path}#{anchor}")
            : new LinkTarget(
                page.Path,
                $"The link '{url}' leads to a heading that {(page == from ? "this page" : page.File)} does not have",
                Nearest(page, anchor) is { } near ? $"Correct it; the nearest heading is '#{near}'" : "Correct the part after '#'"
            );
    }

    /// <summary>The heading that was probably meant: at most a quarter of its letters differ.</summary>
    private static string? Nearest(CurriculumPage page, string anchor)
    {
        var most = anchor.Length > LongestCompared ? 0 : Math.Max(2, anchor.Length / 4);
        return page
            .Analysis.Anchors.Keys.Where(key => key.Length is > 0 and <= LongestCompared)
            .Select(key => (Key: key, Distance: WordDistance.Between(anchor, key, most)))
            .Where(found => found.Distance <= most)
            .OrderBy(found => found.Distance)
            .Select(found => found.Key)
            .FirstOrDefault();
    }

    private static (string Path, string Anchor) Divide(string url) =>
        url.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? (url[..at], url[(at + 1)..]) : (url, "");

    private static string Combine(string folder, string path)
    {
        var parts = new List<string>();
        foreach (var part in $"{folder.Replace('\\', '/')}/{path}".Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
