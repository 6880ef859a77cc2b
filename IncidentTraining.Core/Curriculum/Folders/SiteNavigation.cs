using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum.Rendering;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Curriculum.Folders;

/// <summary>A line of a folder's own navigation.</summary>
/// <param name="Title">The title; empty to use the page's own.</param>
/// <param name="Target">The page's path below the folder; null for a group.</param>
/// <param name="Line">The line in the file.</param>
/// <param name="Children">The nested entries.</param>
internal sealed record NavigationEntry(string Title, string? Target, int Line, IReadOnlyList<NavigationEntry> Children);

/// <summary>
/// The page order that another program defines for a folder of documents: <c>mkdocs.yml</c>, or the <c>SUMMARY.md</c> of mdBook and
/// GitBook.
/// </summary>
/// <param name="File">The file that defines it.</param>
/// <param name="Root">The folder that its paths are relative to, itself relative to the content directory.</param>
/// <param name="Title">The site title; null when there is none.</param>
/// <param name="Entries">The entries; empty when only the title is given.</param>
internal sealed record SiteNavigation(string File, string Root, string? Title, IReadOnlyList<NavigationEntry> Entries)
{
    /// <summary>Whether its dead paths were already reported as dead links.</summary>
    internal bool IsPage => File.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    internal static SiteNavigation Read(ContentFile file)
    {
        file.TakeAnyKey();
        var root = file.Yaml();
        var pages = (root.Value("docs_dir") is { IsText: true } named ? named.AsText() : "docs").Trim('.', '/');
        var folder = FolderOf(file.Path);
        return new SiteNavigation(
            file.Path,
            pages.Length == 0 ? folder : $"{folder}/{pages}",
            root.Value("site_name") is { IsText: true } name ? name.AsText() : null,
            root.Value("nav") is { IsList: true } entries ? ReadAll(entries) : []
        );
    }

    /// <summary>Returns the navigation in a page named SUMMARY; null for any other page.</summary>
    /// <param name="file">The page's file, relative to the content directory.</param>
    /// <param name="body">The Markdown below the front matter.</param>
    internal static SiteNavigation? OfSummary(string file, string body)
    {
        if (!Path.GetFileNameWithoutExtension(file).Equals("summary", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var top = new List<NavigationEntry>();
        var entries = top;
        var isFirst = true;
        foreach (var block in Markdown.Parse(body, CurriculumMarkdown.Pipeline))
        {
            switch (block)
            {
                case HeadingBlock heading when !isFirst:
                    entries = [];
                    top.Add(new NavigationEntry(PlainText.Of(heading.Inline).Trim(), null, 1, entries));
                    break;
                case ListBlock list:
                    entries.AddRange(EntriesOf(list));
                    break;
                case ParagraphBlock paragraph:
                    entries.AddRange(LinksOf(paragraph).Select(link => new NavigationEntry("", link.Url, 1, [])));
                    break;
            }

            isFirst = false;
        }

        return top.Count == 0 ? null : new SiteNavigation(file, FolderOf(file), null, top);
    }

    private static string FolderOf(string file) => file[..file.LastIndexOf('/')];

    private static IReadOnlyList<NavigationEntry> ReadAll(YamlValue list) => [.. list.AsList().Select(ReadOne).OfType<NavigationEntry>()];

    private static NavigationEntry? ReadOne(YamlValue value)
    {
        if (value.IsText)
        {
            return new NavigationEntry("", value.AsText(), value.Line, []);
        }

        if (!value.IsMap || value.AsMap() is not { } map || map.Keys.FirstOrDefault() is not { } title)
        {
            return null;
        }

        return map.Value(title) switch
        {
            { IsText: true } target => new NavigationEntry(title, target.AsText(), target.Line, []),
            { IsList: true } children => new NavigationEntry(title, null, children.Line, ReadAll(children)),
            _ => null,
        };
    }

    private static IEnumerable<NavigationEntry> EntriesOf(ListBlock list)
    {
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var text = item.OfType<ParagraphBlock>().FirstOrDefault();
            IReadOnlyList<NavigationEntry> children = [.. item.OfType<ListBlock>().SelectMany(EntriesOf)];
            yield return new NavigationEntry(
                PlainText.Of(text?.Inline).Trim(),
                text is null ? null : LinksOf(text).FirstOrDefault()?.Url,
                1,
                children
            );
        }
    }

    private static IEnumerable<LinkInline> LinksOf(ParagraphBlock paragraph) =>
        paragraph.Inline?.Descendants<LinkInline>().Where(link => !link.IsImage && link.Url is { Length: > 0 }) ?? [];
}
