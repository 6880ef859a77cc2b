using System.Collections.Concurrent;
using IncidentTraining.Core.Content;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>
/// Renders the authors' quiz texts as HTML. They are few and shown often, so each is rendered once and cached; must not be used for text
/// typed by users.
/// </summary>
internal sealed class QuizMarkdown(SafeMarkdown markdown)
{
    private const string Open = "<p>";
    private const string Close = "</p>";

    private readonly ConcurrentDictionary<string, string> _html = new(StringComparer.Ordinal);

    /// <summary>Renders a text of one or more paragraphs.</summary>
    public MarkupString Block(string text) => new(Html(text));

    /// <summary>Renders a text inline: a single paragraph loses its element.</summary>
    public MarkupString Line(string text)
    {
        var html = Html(text).Trim();
        var single =
            html.StartsWith(Open, StringComparison.Ordinal)
            && html.LastIndexOf(Open, StringComparison.Ordinal) == 0
            && html.EndsWith(Close, StringComparison.Ordinal);
        return new MarkupString(single ? html[Open.Length..^Close.Length] : html);
    }

    /// <summary>Returns plain text for places without markup, such as a list of options.</summary>
    public static string Plain(string text) => Markdown.ToPlainText(text).Trim();

    private string Html(string text) => _html.GetOrAdd(text, markdown.AuthoredToHtml);
}
