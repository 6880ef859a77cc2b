using System.Net;
using System.Text;
using Ganss.Xss;
using Markdig;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace IncidentTraining.Core.Content;

/// <summary>
/// Renders Markdown typed by users as HTML that is safe to show to others. The parser has raw HTML disabled, and its output passes a
/// sanitizer with a short allow list. Neither is sufficient alone.
/// </summary>
/// <remarks>
/// A Markdown parser can take seconds for a few kilobytes of adversarial text. A paragraph with more than
/// <see cref="MostMarksInAParagraph"/> marks is not prose and is shown as plain text, as is anything nested deeper than the
/// parser allows. A text is rendered in portions of at most <see cref="LargestPortion"/> characters and <see cref="MostLines"/>
/// lines, because the sanitizer's work grows with the square of the number of sibling elements.
/// </remarks>
public sealed class SafeMarkdown
{
    /// <summary>The longest text passed to the parser at once, in characters.</summary>
    public const int LargestPortion = 32 * 1024;

    /// <summary>The most lines passed to the parser at once.</summary>
    public const int MostLines = 1_000;

    /// <summary>The most brackets, asterisks, underscores and similar marks in a paragraph that is still parsed as Markdown.</summary>
    public const int MostMarksInAParagraph = 2_000;

    private const int DeepestQuote = 20;
    private const int MostCellsInARow = 100;

    // Headings in a user's text go below the heading of their section (h2), so that a page has one outline.
    private const int HeadingsLowerBy = 2;

    private static readonly MarkdownPipeline Authored = Rules().Build();

    private static readonly MarkdownPipeline Typed = Rules().UseSoftlineBreakAsHardlineBreak().Build();

    private readonly HtmlSanitizer _sanitiser = Sanitiser();

    /// <summary>Renders a user's text as safe HTML. A line break in the text stays a line break.</summary>
    /// <param name="markdown">The text as typed.</param>
    public string ToHtml(string markdown) => Render(markdown, Typed);

    /// <summary>Renders a text of the content files as safe HTML. Wrapped lines are joined.</summary>
    /// <param name="markdown">The text in the file.</param>
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
                // An external picture would tell its host who reads the page; show it as a link.
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
    /// Splits at blank lines, so that a long text is rendered in short pieces. A fenced block that spans a cut loses its formatting but no
    /// text.
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

    /// <summary>Splits a list or table of thousands of lines between two lines; without this its cost grows faster than its
    /// length.</summary>
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
            cells =
                letter == '\n' ? 0
                : letter == '|' ? cells + 1
                : cells;
            newlines =
                letter == '\n' ? newlines + 1
                : letter is ' ' or '\t' or '\r' ? newlines
                : 0;
            marks =
                newlines >= 2 ? 0
                : letter is '[' or ']' or '*' or '_' or '`' or '~' or '<' or '&' or '!' or '\\' ? marks + 1
                : marks;
            quotes =
                letter == '>' ? quotes + 1
                : letter == ' ' ? quotes
                : 0;
            if (marks > MostMarksInAParagraph || quotes > DeepestQuote || cells > MostCellsInARow)
            {
                return false;
            }
        }

        return true;
    }

    private static string AsTyped(string text) => $"<pre>{WebUtility.HtmlEncode(text)}</pre>\n";

    private static MarkdownPipelineBuilder Rules() =>
        new MarkdownPipelineBuilder()
            .DisableHtml()
            .UsePipeTables()
            .UseTaskLists()
            .UseAutoLinks()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough);

    private static HtmlSanitizer Sanitiser()
    {
        var sanitiser = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                {
                    "p",
                    "br",
                    "hr",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "strong",
                    "em",
                    "del",
                    "code",
                    "pre",
                    "blockquote",
                    "ul",
                    "ol",
                    "li",
                    "a",
                    "table",
                    "thead",
                    "tbody",
                    "tr",
                    "th",
                    "td",
                    "input",
                },
                AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
                {
                    "href",
                    "title",
                    "start",
                    "type",
                    "checked",
                    "disabled",
                    "style",
                },
                AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "text-align" },
                AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
            }
        );
        sanitiser.PostProcessNode += (_, args) =>
        {
            if (args.Node is AngleSharp.Html.Dom.IHtmlAnchorElement link)
            {
                link.SetAttribute("rel", "noopener noreferrer nofollow");
            }
            else if (args.Node is AngleSharp.Html.Dom.IHtmlInputElement box && (box.Type != "checkbox" || !box.IsDisabled))
            {
                // Only the check box of a task list is allowed; any other input could impersonate a form of the portal.
                box.Remove();
            }
        };
        return sanitiser;
    }
}
