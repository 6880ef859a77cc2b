using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IncidentTraining.Tests.Host.LongTexts;

/// <summary>A text longer than anyone would type: 100,000 characters, in which each position is known.</summary>
internal static class LongText
{
    public const int Length = 100_000;

    public static string Text { get; } = string.Concat(Enumerable.Range(0, Length / 10).Select(place => $"é “{place:00000}” "))[..Length];

    /// <summary>The content of a field of a page; null when the page has no such field.</summary>
    public static string? InField(string html, string name) =>
        new HtmlParser()
            .ParseDocument(html)
            .All.FirstOrDefault(element =>
                element.GetAttribute("name") == name
                && element is IHtmlTextAreaElement or IHtmlInputElement
                && element.GetAttribute("name") == name
            ) switch
        {
            IHtmlTextAreaElement area => area.TextContent,
            IHtmlInputElement input => input.GetAttribute("value"),
            _ => null,
        };

    /// <summary>The refusals shown on a page.</summary>
    public static string Refusals(string html) =>
        string.Join(' ', new HtmlParser().ParseDocument(html).QuerySelectorAll("[role=alert]").Select(alert => alert.Text().Trim())).Trim();
}
