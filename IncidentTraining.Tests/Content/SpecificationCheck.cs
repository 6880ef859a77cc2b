using System.Text.RegularExpressions;
using AngleSharp.Dom;
using IncidentTraining.Core.Curriculum;

namespace IncidentTraining.Tests.Content;

/// <summary>
/// Looks for each line of the specification in the rendered page of its place: in the page that has the heading above it
/// as its title, after the line before it, and a list's items in one list under their label or heading.
/// </summary>
public sealed partial class SpecificationCheck(TrainingDay day, IReadOnlyDictionary<string, IDocument> pages)
{
    private readonly List<string> _missing = [];
    private IElement _article = pages[day.Path].QuerySelector("article")!;
    private string _address = day.Path;
    private int _pageNumber = -1;
    private IElement _last = pages[day.Path].QuerySelector("article")!;
    private IElement? _list;
    private int _itemsPassed;

    /// <summary>What is missing or out of place, each with the line of the specification.</summary>
    public static IReadOnlyList<string> Run(
        TrainingDay day,
        IReadOnlyDictionary<string, IDocument> pages,
        IEnumerable<SpecificationLine> specification
    )
    {
        var check = new SpecificationCheck(day, pages);
        foreach (var line in specification)
        {
            check.Look(line);
        }

        return check._missing;
    }

    private void Look(SpecificationLine line)
    {
        var isItem = line.Kind is SpecificationLineKind.Bullet or SpecificationLineKind.Numbered;
        if (!isItem)
        {
            _list = null;
        }

        var found = line.Kind switch
        {
            SpecificationLineKind.Heading => FindHeading(line),
            SpecificationLineKind.Source => Next("footer.page-source, p", element => TextOf(element) == line.Text),
            SpecificationLineKind.Label or SpecificationLineKind.Paragraph => Next("p", element => TextOf(element) == line.Text),
            _ => FindItem(line),
        };
        if (found is null)
        {
            _missing.Add($"line {line.Number}: {_address} does not show, in its place, \"{line.Text}\"");
            return;
        }

        _last = found;
        foreach (var (tag, text) in line.Marked ?? [])
        {
            if (found.QuerySelectorAll(tag).All(element => TextOf(element) != text))
            {
                _missing.Add($"line {line.Number}: {_address} does not mark \"{text}\" as {tag}");
            }
        }

        if (
            line.LinkFile is { } file
            && LinkTo(file) is var address
            && found.QuerySelectorAll("a").All(link => link.GetAttribute("href") != address)
        )
        {
            _missing.Add($"line {line.Number}: {_address} does not link \"{line.Text}\" to {file}");
        }
    }

    /// <summary>A heading is the title of a later page in the contents, or a heading in the current page.</summary>
    private IElement? FindHeading(SpecificationLine line)
    {
        if (line.Level == 1)
        {
            return _article.QuerySelectorAll("h1").FirstOrDefault(title => TextOf(title) == line.Text);
        }

        if (
            Next("h2, h3, h4", heading => TextOf(heading) == line.Text) is { } inPage
            && line.Minutes is null
            && day.Pages.All(page => page.Title != line.Text)
        )
        {
            return inPage;
        }

        for (var number = _pageNumber + 1; number < day.Pages.Count; number++)
        {
            var page = day.Pages[number];
            var title = pages[page.Path].QuerySelector("article h1");
            if (title is null || TextOf(title) != line.Text)
            {
                continue;
            }

            (_pageNumber, _address, _article) = (number, page.Path, title.Closest("article")!);
            var length = TextOf(_article.QuerySelector(".page-length")!);
            if (line.Minutes is { } minutes && length != (minutes == 60 ? "1 hour" : $"{minutes} minutes"))
            {
                _missing.Add($"line {line.Number}: {_address} says \"{length}\" where the specification has {minutes} minutes");
            }

            return title;
        }

        return null;
    }

    private IElement? FindItem(SpecificationLine line)
    {
        if (_list is null)
        {
            _list = Next("ul, ol", list => list.Closest("nav, header") is null);
            _itemsPassed = 0;
        }

        var items = _list?.Children.ToList() ?? [];
        var isNumbered = line.Kind == SpecificationLineKind.Numbered;
        for (var index = _itemsPassed; index < items.Count; index++)
        {
            if (OwnTextOf(items[index]) != line.Text)
            {
                continue;
            }

            if (_list!.LocalName != (isNumbered ? "ol" : "ul") || (isNumbered && index + 1 != line.Level))
            {
                return null;
            }

            _itemsPassed = index + 1;
            return items[index];
        }

        return null;
    }

    private string? LinkTo(string file) => day.Pages.FirstOrDefault(page => page.File.EndsWith("/" + file, StringComparison.Ordinal))?.Path;

    /// <summary>The first matching element of the page after the previous match.</summary>
    private IElement? Next(string selector, Func<IElement, bool> fits) =>
        _article
            .QuerySelectorAll(selector)
            .FirstOrDefault(element =>
                (
                    _last == _article
                    || _last.CompareDocumentPosition(element).HasFlag(DocumentPositions.Following)
                    || !_article.Contains(_last)
                ) && fits(element)
            );

    private static string TextOf(IElement element) => Spaces().Replace(element.TextContent, " ").Trim();

    /// <summary>An item's own words, without the paragraphs and lists that explain it further.</summary>
    private static string OwnTextOf(IElement item)
    {
        if (item.Children is [{ LocalName: "p" } first, ..])
        {
            return TextOf(first);
        }

        var words = item.ChildNodes.TakeWhile(node =>
            node is not IElement { LocalName: "p" or "ul" or "ol" or "div" or "details" or "aside" or "pre" }
        );
        return Spaces().Replace(string.Concat(words.Select(node => node.TextContent)), " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
