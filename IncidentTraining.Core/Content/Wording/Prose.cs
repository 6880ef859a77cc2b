using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Content.Wording;

/// <summary>
/// The human-readable part of a content file. Everything else (code, addresses, ids, comments) is replaced by spaces, so that each word
/// keeps its position and line.
/// </summary>
internal static partial class Prose
{
    /// <summary>Returns the text with everything that readers do not see blanked out.</summary>
    /// <param name="path">The file's path; its extension distinguishes YAML from Markdown.</param>
    /// <param name="text">The whole file.</param>
    public static string Of(string path, string text)
    {
        var isYaml =
            path.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
        var prose = Blank(Code().Replace(text, Blanks), Names());
        return isYaml ? Blank(prose, Comments()) : Blank(prose, Addresses());
    }

    private static string Blank(string text, Regex pattern) => pattern.Replace(text, Blanks);

    private static string Blanks(Match match) => string.Create(match.Length, match.Value, static (blank, value) =>
        {
            for (var index = 0; index < value.Length; index++)
            {
                blank[index] = value[index] == '\n' ? '\n' : ' ';
            }
        });

    /// <summary>Fenced blocks, closed or not, and inline code.</summary>
    [GeneratedRegex(
        @"^ *(?<fence>`{3,}|~{3,})[^\n]*\n(?s:.*?)(?:^ *\k<fence>[^\n]*$|\z)|`[^`\n]+`",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Code();

    /// <summary>Keys whose value is an identifier rather than text.</summary>
    [GeneratedRegex(
        @"^[ \-]*(?:id|aliases|kind|scenario|document|rubric|serves|links|checks|topic|day|page|opening|closing|repair|do|[\w-]*actions):[^\n]*$|\baction: *[\w-]+",
        RegexOptions.Multiline
    )]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<=^|\s)#[^\n]*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    /// <summary>Link and image targets, and bare addresses.</summary>
    [GeneratedRegex(@"(?<=\])\([^)\n]*\)|https?://\S+")]
    private static partial Regex Addresses();
}
