using System.Net;
using System.Text;
using Ganss.Xss;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Content;

/// <summary>
/// Markdown that people have typed, as HTML that is safe to show to others: raw HTML is switched off in the parser,
/// and what the parser produces passes a sanitiser with a short list of what is allowed. Either alone lets attacks through.
/// </summary>
/// <remarks>
/// Some texts of a few kilobytes take a markdown parser seconds. A paragraph with more than
/// <see cref="MostMarksInAParagraph"/> marks is no prose; it is shown as it was typed, and so is whatever is nested
/// deeper than the parser goes. A text is rendered in portions of at most <see cref="LargestPortion"/> characters and
/// <see cref="MostLines"/> lines: the sanitiser's work grows with the square of the elements that stand beside each other.
/// </remarks>
public sealed class SafeMarkdown
{
    /// <summary>The longest text that is handed to the parser at once, in characters.</summary>
    public const int LargestPortion = 32 * 1024;

    /// <summary>The most lines that are handed to the parser at once.</summary>
    public const int MostLines = 1_000;

    /// <summary>The most brackets, stars, underscores and the like in one paragraph that is still read as markdown.</summary>
    public const int MostMarksInAParagraph = 2_000;

    private const int DeepestQuote = 20;
    private const int MostCellsInARow = 100;

    // People's headings stand below the heading of their section (h2), so that a page has one outline.
    private const int HeadingsLowerBy = 2;

    private static readonly MarkdownPipeline Authored = Rules().Build();

    private static readonly MarkdownPipeline Typed = Rules().UseSoftlineBreakAsHardlineBreak().Build();

    private readonly HtmlSanitizer _sanitiser = Sanitiser();

    /// <summary>What a person typed as HTML; safe to put into a page. A line break is one on the page, as in the field.</summary>
    /// <param name="markdown">What was typed.</param>
    public string ToHtml(string markdown) => Render(markdown, Typed);

    /// <summary>A text of the content files as HTML; safe to put into a page. Its lines are wrapped for the file and flow together.</summary>
    /// <param name="markdown">What the file says.</param>
    public string AuthoredToHtml(string markdown) => Render(markdown, Authored);

    private string Render(string markdown, MarkdownPipeline pipeline)
    {
        var html = new StringBuilder();
        foreach (var portion in Portions(TableSpacing.Apart(markdown.ReplaceLineEndings("\n"))))
        {
            html.Append(RenderPortion(portion, pipeline));
        }

        return html.ToString();
    }

    private string RenderPortion(string portion, MarkdownPipeline pipeline)
    {
        if (!IsProse(portion))
        {
            return AsTyped(portion);
        }

        try
        {
            var document = Markdown.Parse(portion, pipeline);
            foreach (var heading in document.Descendants<HeadingBlock>())
            {
                heading.Level = Math.Min(6, heading.Level + HeadingsLowerBy);
            }

            foreach (var image in document.Descendants<LinkInline>().Where(link => link.IsImage))
            {
                // A picture from elsewhere would tell its host who reads what; as a link it costs no word.
                image.IsImage = false;
            }

            using var writer = new StringWriter();
            var renderer = new HtmlRenderer(writer);
            pipeline.Setup(renderer);
            renderer.Render(document);
            return _sanitiser.Sanitize(writer.ToString());
        }
        catch (ArgumentException tooDeep) when (tooDeep.Message.Contains("too deeply nested", StringComparison.Ordinal))
        {
            return AsTyped(portion);
        }
    }

    /// <summary>
    /// Divides at blank lines, so that a long text is many short pieces of work. A fenced block that lies across a cut
    /// loses its form there, never its words.
    /// </summary>
    private static IEnumerable<string> Portions(string text)
    {
        if (IsSmall(text) && IsProse(text))
        {
            yield return text;
            yield break;
        }

        var portion = new StringBuilder();
        var lines = 0;
        foreach (var paragraph in text.Split("\n\n").SelectMany(Pieces))
        {
            var standsAlone = !IsProse(paragraph) || paragraph.Length > LargestPortion;
            var linesMore = paragraph.AsSpan().Count('\n') + 2;
            if (portion.Length > 0 && (standsAlone || portion.Length + paragraph.Length > LargestPortion || lines + linesMore > MostLines))
            {
                yield return portion.ToString();
                portion.Clear();
                lines = 0;
            }

            if (standsAlone)
            {
                yield return paragraph;
            }
            else
            {
                portion.Append(paragraph).Append("\n\n");
                lines += linesMore;
            }
        }

        if (portion.Length > 0)
        {
            yield return portion.ToString();
        }
    }

    /// <summary>
    /// A list or table of thousands of lines without a blank one costs more than in proportion to its length; it is cut
    /// between two lines.
    /// </summary>
    private static IEnumerable<string> Pieces(string paragraph)
    {
        if (IsSmall(paragraph))
        {
            yield return paragraph;
            yield break;
        }

        var (begin, lines) = (0, 0);
        for (var end = paragraph.IndexOf('\n'); end >= 0; end = paragraph.IndexOf('\n', end + 1))
        {
            lines++;
            if (lines == MostLines || end - begin > LargestPortion)
            {
                yield return paragraph[begin..end];
                (begin, lines) = (end + 1, 0);
            }
        }

        yield return paragraph[begin..];
    }

    private static bool IsSmall(string text) => text.Length <= LargestPortion && text.AsSpan().Count('\n') < MostLines;

    private static bool IsProse(string text)
    {
        var (marks, newlines, quotes, cells) = (0, 0, 0, 0);
        foreach (var letter in text)
        {
            cells = letter == '\n' ? 0 : letter == '|' ? cells + 1 : cells;
            newlines = letter == '\n' ? newlines + 1 : letter is ' ' or '\t' or '\r' ? newlines : 0;
            marks = newlines >= 2 ? 0 : letter is '[' or ']' or '*' or '_' or '`' or '~' or '<' or '&' or '!' or '\\' ? marks + 1 : marks;
            quotes = letter == '>' ? quotes + 1 : letter == ' ' ? quotes : 0;
            if (marks > MostMarksInAParagraph || quotes > DeepestQuote || cells > MostCellsInARow)
            {
                return false;
            }
        }

        return true;
    }

    private static string AsTyped(string text) => $"<pre>{WebUtility.HtmlEncode(text)}</pre>\n";

    private static MarkdownPipelineBuilder Rules() => new MarkdownPipelineBuilder()
        .DisableHtml()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough);

    private static HtmlSanitizer Sanitiser()
    {
        var sanitiser = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li",
                "a", "table", "thead", "tbody", "tr", "th", "td", "input",
            },
            AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
            {
                "href", "title", "start", "type", "checked", "disabled", "style",
            },
            AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "text-align" },
            AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
        });
        sanitiser.PostProcessNode += (_, args) =>
        {
            if (args.Node is AngleSharp.Html.Dom.IHtmlAnchorElement link)
            {
                link.SetAttribute("rel", "noopener noreferrer nofollow");
            }
            else if (args.Node is AngleSharp.Html.Dom.IHtmlInputElement box && (box.Type != "checkbox" || !box.IsDisabled))
            {
                // Only the box of a task list may stand there; anything else could pose as a form of the portal's.
                box.Remove();
            }
        };
        return sanitiser;
    }
}
