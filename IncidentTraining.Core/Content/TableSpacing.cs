using System.Text;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Content;

/// <summary>
/// Inserts a blank line between a table and adjacent text. Without it, a parser treats both as one paragraph and shows the table as raw
/// pipes.
/// </summary>
public static partial class TableSpacing
{
    /// <summary>Returns the text with a blank line around every table; code is left unchanged.</summary>
    /// <param name="markdown">The text, with \n line endings.</param>
    public static string Apart(string markdown)
    {
        if (!markdown.Contains('|', StringComparison.Ordinal))
        {
            return markdown;
        }

        var lines = markdown.Split('\n');
        var spaced = new StringBuilder(markdown.Length + 16);
        string? fence = null;
        string? header = null;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (Fence(line) is { } mark && (fence is null || mark.StartsWith(fence, StringComparison.Ordinal)))
            {
                fence = fence is null ? mark : null;
                header = null;
            }
            else if (fence is null && header is not null && !IsRow(line, header))
            {
                header = null;
                Space(line.Length > 0);
            }

            if (fence is null && header is null && index + 1 < lines.Length && IsHeader(line, lines[index + 1]))
            {
                header = line;
                Space(index > 0 && !string.IsNullOrWhiteSpace(lines[index - 1]));
            }

            spaced.Append(line).Append(index + 1 < lines.Length ? "\n" : "");
        }

        return spaced.ToString();

        void Space(bool touches)
        {
            if (touches && spaced.Length > 1 && !(spaced[^1] == '\n' && spaced[^2] == '\n'))
            {
                spaced.Append('\n');
            }
        }
    }

    private static bool IsHeader(string line, string next) =>
        line.Contains('|', StringComparison.Ordinal) && next.Contains('|', StringComparison.Ordinal) && Delimiter().IsMatch(next);

    /// <summary>A row starts with a pipe if the header does; otherwise it contains a pipe.</summary>
    private static bool IsRow(string line, string header) =>
        header.TrimStart().StartsWith('|') ? line.TrimStart().StartsWith('|') : line.Contains('|', StringComparison.Ordinal);

    private static string? Fence(string line) => FenceMark().Match(line) is { Success: true } match ? match.Groups["mark"].Value : null;

    // Unambiguous from left to right, so that no line causes backtracking.
    [GeneratedRegex(
        @"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Delimiter();

    [GeneratedRegex(@"^ {0,3}(?<mark>`{3,}|~{3,})", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex FenceMark();
}
