using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Curriculum.Rendering;

/// <summary>What stands in one part of a rendered page.</summary>
public enum PagePartKind
{
    /// <summary>Finished HTML.</summary>
    Html,

    /// <summary>The place of a model answer that is withheld until the reader has given one; the text is its id.</summary>
    Answer,

    /// <summary>The place of the catalogue of scenarios.</summary>
    Scenarios,
}

/// <summary>A part of a rendered page: HTML, or the place of something that is not the same for everybody.</summary>
/// <param name="Text">The HTML, or the id of what belongs there.</param>
public sealed partial record PagePart(PagePartKind Kind, string Text)
{
    /// <summary>A comment that no page can contain by itself, since raw HTML is not rendered.</summary>
    internal static string MarkerOf(PagePartKind kind, string id = "") => $"<!--part:{kind}:{id}-->";

    /// <summary>Divides a page at its markers.</summary>
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
