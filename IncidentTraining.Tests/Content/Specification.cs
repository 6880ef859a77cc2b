using System.Text.RegularExpressions;

namespace IncidentTraining.Tests.Content;

/// <summary>The kind of a line of the specification.</summary>
public enum SpecificationLineKind
{
    Heading,
    Label,
    Paragraph,
    Bullet,
    Numbered,
    Source,
}

/// <summary>One line of the specification that is not empty.</summary>
/// <param name="Number">Its line in the file, counted from 1.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its words without Markdown syntax.</param>
/// <param name="Level">The level of a heading, or the number of a numbered item.</param>
/// <param name="Minutes">The duration in brackets in a heading.</param>
/// <param name="Marked">The words in bold, in code or in a link, each with its element.</param>
/// <param name="LinkFile">The file that the line links to.</param>
public sealed record SpecificationLine(
    int Number,
    SpecificationLineKind Kind,
    string Text,
    int Level = 0,
    int? Minutes = null,
    IReadOnlyList<(string Element, string Text)>? Marked = null,
    string? LinkFile = null
);

/// <summary>Reads the specification line by line. A line that it does not understand is an error: none is skipped.</summary>
public static partial class Specification
{
    public static string ReadFile() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "day-4-incident-response.md"));

    public static IReadOnlyList<SpecificationLine> Parse(string text) =>
        [
            .. text.ReplaceLineEndings("\n")
                .Split('\n')
                .Select((line, index) => (Line: line, Number: index + 1))
                .Where(line => line.Line.Trim().Length > 0)
                .Select(line => ParseLine(line.Line, line.Number)),
        ];

    private static SpecificationLine ParseLine(string line, int number)
    {
        if (HeadingForm().Match(line) is { Success: true } heading)
        {
            var minutes = heading.Groups["minutes"];
            var hours = heading.Groups["hours"];
            int? length =
                minutes.Success ? int.Parse(minutes.ValueSpan)
                : hours.Success ? int.Parse(hours.ValueSpan) * 60
                : null;
            return new(number, SpecificationLineKind.Heading, heading.Groups["text"].Value, heading.Groups["signs"].Length, length);
        }

        if (line.StartsWith("**Source:** ", StringComparison.Ordinal))
        {
            return new(number, SpecificationLineKind.Source, Plain(line), Marked: MarkedIn(line));
        }

        if (line.StartsWith("**", StringComparison.Ordinal))
        {
            return new(number, SpecificationLineKind.Label, Plain(line), Marked: MarkedIn(line));
        }

        if (line.StartsWith("- ", StringComparison.Ordinal))
        {
            return new(number, SpecificationLineKind.Bullet, Plain(line[2..]), Marked: MarkedIn(line), LinkFile: LinkIn(line));
        }

        if (NumberedForm().Match(line) is { Success: true } numbered)
        {
            return new(
                number,
                SpecificationLineKind.Numbered,
                Plain(numbered.Groups["text"].Value),
                int.Parse(numbered.Groups["number"].ValueSpan),
                Marked: MarkedIn(line)
            );
        }

        return char.IsLetter(line[0])
            ? new(number, SpecificationLineKind.Paragraph, Plain(line))
            : throw new FormatException($"Line {number} of the specification is of no known form: {line}");
    }

    private static string Plain(string text) =>
        LinkForm().Replace(text, "$1").Replace("**", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Trim();

    private static List<(string, string)> MarkedIn(string line) =>
        [
            .. BoldForm().Matches(line).Select(match => ("strong", match.Groups[1].Value)),
            .. CodeForm().Matches(line).Select(match => ("code", match.Groups[1].Value)),
        ];

    private static string? LinkIn(string line) => LinkForm().Match(line) is { Success: true } link ? link.Groups[2].Value : null;

    [GeneratedRegex(@"^(?<signs>#{1,6}) (?<text>.+?)( \(((?<minutes>\d+) minutes|(?<hours>\d+) hours?)\))?$")]
    private static partial Regex HeadingForm();

    [GeneratedRegex(@"^(?<number>\d+)\. (?<text>.+)$")]
    private static partial Regex NumberedForm();

    [GeneratedRegex(@"\[([^\]]+)\]\(([^)]+)\)")]
    private static partial Regex LinkForm();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex BoldForm();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex CodeForm();
}
