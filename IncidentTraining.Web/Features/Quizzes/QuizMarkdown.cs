using System.Collections.Concurrent;
using IncidentTraining.Core.Content;
using Markdig;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Quizzes;

/// <summary>
/// The authors' texts of the quizzes as HTML. They are few and shown often, so each is rendered once; what people wrote
/// must not come here.
/// </summary>
internal sealed class QuizMarkdown(SafeMarkdown markdown)
{
    private const string Open = "<p>";
    private const string Close = "</p>";

    private readonly ConcurrentDictionary<string, string> _html = new(StringComparer.Ordinal);

    /// <summary>A text of one or more paragraphs.</summary>
    public MarkupString Block(string text) => new(Html(text));

    /// <summary>A text within a line: a single paragraph loses its element.</summary>
    public MarkupString Line(string text)
    {
        var html = Html(text).Trim();
        var single = html.StartsWith(Open, StringComparison.Ordinal) && html.LastIndexOf(Open, StringComparison.Ordinal) == 0
            && html.EndsWith(Close, StringComparison.Ordinal);
        return new MarkupString(single ? html[Open.Length..^Close.Length] : html);
    }

    /// <summary>A text for places that take no elements, such as a list of choices.</summary>
    public static string Plain(string text) => Markdown.ToPlainText(text).Trim();

    private string Html(string text) => _html.GetOrAdd(text, markdown.AuthoredToHtml);
}
