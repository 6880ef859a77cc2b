using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;

namespace IncidentTraining.Core.Curriculum.Dialects;

/// <summary>A tag of raw HTML as written.</summary>
/// <param name="Name">The element's name as written.</param>
/// <param name="IsEnd">Whether it is an end tag.</param>
/// <param name="Line">The number of lines before the tag.</param>
/// <param name="Source">The whole tag.</param>
/// <param name="Attributes">The attributes by lowercase name; those without a value are empty.</param>
internal sealed record RawTag(string Name, bool IsEnd, int Line, string Source, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The anchor name that a link can refer to; null when the tag has none.</summary>
    internal string? Anchor =>
        IsEnd ? null : Attributes.GetValueOrDefault("id") ?? (Name is "a" or "A" ? Attributes.GetValueOrDefault("name") : null);
}

/// <summary>
/// Rewrites raw HTML from allow lists: known tags and attributes, addresses known to the portal, and text. Nothing else passes through.
/// </summary>
internal static class RawHtml
{
    private const string Value = """(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+)""";

    // These regular expressions run in linear time for any text.
    private static readonly Regex Markup = new(
        $"""<!--.*?-->|<!--.*|<\?.*?\?>|<![A-Za-z\[][^>]*>|<(/?)([A-Za-z][A-Za-z0-9.-]*)((?:\s+[^\s"'=<>/]+(?:\s*=\s*{Value})?)*)\s*/?>""",
        RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant
    );

    private static readonly Regex Attribute = new(
        $"""([^\s"'=<>/]+)(?:\s*=\s*({Value}))?""",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant
    );

    /// <summary>Returns the text as safe HTML. Unbalanced tags stay unbalanced.</summary>
    /// <param name="html">The HTML as written.</param>
    /// <param name="addressOf">Resolves the target of a link or image; null when there is none.</param>
    internal static string Sanitise(string html, Func<string, string?> addressOf)
    {
        var safe = new StringBuilder();
        var from = 0;
        for (var match = Markup.Match(html); match.Success; match = Markup.Match(html, from))
        {
            AppendText(safe, html[from..match.Index]);
            from = match.Index + match.Length;
            if (TagOf(match, 0) is not { } tag)
            {
                continue;
            }

            if (RawElements.IsHiddenWithItsText(tag.Name))
            {
                from = tag.IsEnd ? from : EndOf(html, tag.Name, from);
                continue;
            }

            AppendTag(safe, tag, addressOf);
        }

        AppendText(safe, html[from..]);
        return safe.ToString();
    }

    /// <summary>The tags in text order.</summary>
    internal static IEnumerable<RawTag> Tags(string html)
    {
        var (line, counted) = (0, 0);
        foreach (Match match in Markup.Matches(html))
        {
            line += html.AsSpan(counted, match.Index - counted).Count('\n');
            counted = match.Index;
            if (TagOf(match, line) is { } tag)
            {
                yield return tag;
            }
        }
    }

    /// <summary>The text without tags.</summary>
    internal static string TextOf(string html) => WebUtility.HtmlDecode(Markup.Replace(html, " "));

    /// <summary>Closes open elements and drops unmatched end tags, so that a page cannot break the layout around it.</summary>
    internal static string Balance(string html)
    {
        var body = new HtmlParser().ParseDocument("").Body!;
        body.InnerHtml = html;
        return body.InnerHtml;
    }

    private static RawTag? TagOf(Match match, int line)
    {
        if (!match.Groups[2].Success)
        {
            return null;
        }

        var attributes = new Dictionary<string, string>();
        foreach (Match attribute in Attribute.Matches(match.Groups[3].Value))
        {
            attributes.TryAdd(
                attribute.Groups[1].Value.ToLowerInvariant(),
                WebUtility.HtmlDecode(attribute.Groups[2].Value.Trim('"', '\''))
            );
        }

        return new RawTag(match.Groups[2].Value, match.Groups[1].Length > 0, line, match.Value, attributes);
    }

    private static int EndOf(string html, string name, int from)
    {
        var end = html.IndexOf($"</{name}", from, StringComparison.OrdinalIgnoreCase);
        return end < 0 || html.IndexOf('>', end) is var close && close < 0 ? html.Length : close + 1;
    }

    private static void AppendText(StringBuilder safe, string text) => safe.Append(WebUtility.HtmlEncode(WebUtility.HtmlDecode(text)));

    private static void AppendTag(StringBuilder safe, RawTag tag, Func<string, string?> addressOf)
    {
        var name = tag.Name.ToLowerInvariant();
        switch (RawElements.FateOf(tag.Name))
        {
            case RawElementFate.Unknown:
                safe.Append(WebUtility.HtmlEncode(tag.Source));
                return;
            case not RawElementFate.Shown:
                return;
        }

        if (tag.IsEnd)
        {
            safe.Append("</").Append(name).Append('>');
            return;
        }

        if (name == "img")
        {
            AppendPicture(safe, tag, addressOf);
            return;
        }

        safe.Append('<').Append(name);
        foreach (var attribute in RawElements.Attributes)
        {
            if (tag.Attributes.TryGetValue(attribute, out var value))
            {
                AppendAttribute(safe, attribute, value);
            }
        }

        if (tag.Anchor is { Length: > 0 } anchor)
        {
            AppendAttribute(safe, "id", anchor);
        }

        if (name == "a" && tag.Attributes.GetValueOrDefault("href") is { } url && addressOf(url) is { } address)
        {
            AppendAttribute(safe, "href", address);
        }

        safe.Append('>');
    }

    private static void AppendPicture(StringBuilder safe, RawTag tag, Func<string, string?> addressOf)
    {
        var words = tag.Attributes.GetValueOrDefault("alt", "");
        if (addressOf(tag.Attributes.GetValueOrDefault("src", "")) is not { } address)
        {
            AppendText(safe, words);
            return;
        }

        safe.Append("<img");
        AppendAttribute(safe, "src", address);
        AppendAttribute(safe, "alt", words);
        foreach (var size in (string[])["width", "height"])
        {
            if (
                int.TryParse(tag.Attributes.GetValueOrDefault(size), CultureInfo.InvariantCulture, out var pixels)
                && pixels is > 0 and < 10_000
            )
            {
                AppendAttribute(safe, size, $"{pixels}");
            }
        }

        safe.Append(" loading=\"lazy\">");
    }

    private static void AppendAttribute(StringBuilder safe, string name, string value) =>
        safe.Append(' ').Append(name).Append("=\"").Append(WebUtility.HtmlEncode(value)).Append('"');
}
