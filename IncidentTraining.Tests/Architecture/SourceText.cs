using System.Text.RegularExpressions;

namespace IncidentTraining.Tests.Architecture;

/// <summary>
/// The human-readable part of a source file. Everything else is replaced by a filler character, so that each word keeps its line and
/// a phrase is not found across a piece of code.
/// </summary>
internal static partial class SourceText
{
    private const char Filler = '\u0001';

    /// <summary>Returns the text with the code blanked out.</summary>
    /// <param name="path">The path; its extension selects what counts as text. Tests contribute only their comments: their strings are
    /// data.</param>
    public static string Of(string path, string text) =>
        Path.GetExtension(path) switch
        {
            ".cs" or ".js" => OfCode(text, withStrings: !path.Contains("IncidentTraining.Tests", StringComparison.Ordinal)),
            ".md" => MarkdownCode().Replace(text, Blanked),
            _ => text,
        };

    private static string OfCode(string text, bool withStrings)
    {
        var result = new System.Text.StringBuilder(text.Length);
        var at = 0;
        foreach (Match found in Token().Matches(text))
        {
            Blank(result, text.AsSpan(at, found.Index - at));
            var comment = found.Value.StartsWith("//", StringComparison.Ordinal);
            if (comment)
            {
                // The slashes become spaces, so that a phrase is found across the lines of a comment.
                var slashes = found.Length - found.Value.TrimStart('/').Length;
                result.Append(' ', slashes).Append(InlineCode().Replace(found.Value[slashes..], Blanked));
            }
            else if (withStrings || found.Value.StartsWith("/*", StringComparison.Ordinal))
            {
                result.Append(found.Value);
            }
            else
            {
                Blank(result, found.ValueSpan);
            }

            at = found.Index + found.Length;
        }

        Blank(result, text.AsSpan(at));
        return result.ToString();
    }

    private static void Blank(System.Text.StringBuilder result, ReadOnlySpan<char> code)
    {
        foreach (var letter in code)
        {
            result.Append(char.IsWhiteSpace(letter) ? letter : Filler);
        }
    }

    private static string Blanked(Match match) => string.Concat(match.Value.Select(letter => char.IsWhiteSpace(letter) ? letter : Filler));

    [GeneratedRegex(
        "\"\"\"[\\s\\S]*?\"\"\"|@\"(?:[^\"]|\"\")*\"|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])*'|`(?:\\\\.|[^`\\\\])*`|//[^\\n]*|/\\*[\\s\\S]*?\\*/"
    )]
    private static partial Regex Token();

    [GeneratedRegex("<c>.*?</c>|`[^`]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex("^```[\\s\\S]*?^```|`[^`\\n]+`", RegexOptions.Multiline)]
    private static partial Regex MarkdownCode();
}
