using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>The kind of one part of a rendered page.</summary>
public enum PagePartKind
{
    /// <summary>Finished HTML.</summary>
    Html,

    /// <summary>The place of a model answer that is withheld until the reader has given an answer; the text is its id.</summary>
    Answer,

    /// <summary>The place of the scenario catalogue.</summary>
    Scenarios,
}

/// <summary>A part of a rendered page: HTML, or a placeholder for something that differs between readers.</summary>
/// <param name="Text">The HTML, or the id of the inserted part.</param>
public sealed partial record PagePart(PagePartKind Kind, string Text)
{
    /// <summary>A comment that no page can contain, since raw HTML comments are not rendered.</summary>
    internal static string MarkerOf(PagePartKind kind, string id = "") => $"<!--part:{kind}:{id}-->";

    /// <summary>Splits a page at its markers.</summary>
    internal static IReadOnlyList<PagePart> Divide(string html)
    {
        var parts = new List<PagePart>();
        var from = 0;
        foreach (Match marker in Marker().Matches(html))
        {
            parts.Add(new PagePart(PagePartKind.Html, html[from..marker.Index]));
            parts.Add(new PagePart(Enum.Parse<PagePartKind>(marker.Groups[1].Value), marker.Groups[2].Value));
            from = marker.Index + marker.Length;
        }

        parts.Add(new PagePart(PagePartKind.Html, html[from..]));
        return parts;
    }

    [GeneratedRegex("<!--part:([A-Za-z]+):([a-z0-9-]*)-->")]
    private static partial Regex Marker();
}
