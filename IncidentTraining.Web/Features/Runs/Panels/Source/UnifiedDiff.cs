namespace IncidentTraining.Web.Features.Runs.Panels.Source;

/// <summary>A file's part of a unified diff.</summary>
/// <param name="Path">The file's new path, or its old one if it was removed.</param>
/// <param name="Lines">Its lines, without the two that name the file.</param>
public sealed record DiffFile(string Path, IReadOnlyList<DiffLine> Lines);

/// <summary>A line of a diff.</summary>
/// <param name="Kind"><c>added</c>, <c>removed</c>, <c>kept</c> or <c>gap</c>.</param>
/// <param name="Text">Its text without the sign.</param>
/// <param name="Place">Its index in the whole diff, from 0.</param>
public sealed record DiffLine(string Kind, string Text, int Place = 0)
{
    /// <summary>The sign before the line, which expresses the same as its colour.</summary>
    public string Sign =>
        Kind switch
        {
            "added" => "+",
            "removed" => "−",
            _ => " ",
        };
}

/// <summary>Parses unified diffs in the scenarios' format.</summary>
public static class UnifiedDiff
{
    private const string Old = "--- ";
    private const string New = "+++ ";
    private const string Nothing = "/dev/null";

    /// <summary>The files of a diff; text before the first file name belongs to a file without a name.</summary>
    public static IReadOnlyList<DiffFile> Parse(string diff)
    {
        var files = new List<(string Path, List<DiffLine> Lines)>();
        var lines = diff.TrimEnd().ReplaceLineEndings("\n").Split('\n');
        for (var at = 0; at < lines.Length; at++)
        {
            // A removed SQL comment looks like the first half of a file header; only both halves make one.
            if (
                lines[at].StartsWith(Old, StringComparison.Ordinal)
                && at + 1 < lines.Length
                && lines[at + 1].StartsWith(New, StringComparison.Ordinal)
            )
            {
                files.Add((PathOf(lines[at + 1]) is { Length: > 0 } path ? path : PathOf(lines[at]), []));
                at++;
                continue;
            }

            if (files.Count == 0)
            {
                files.Add(("", []));
            }

            files[^1].Lines.Add(Read(lines[at]) with { Place = at });
        }

        return [.. files.Select(file => new DiffFile(file.Path, file.Lines))];
    }

    private static DiffLine Read(string line) =>
        line switch
        {
            ['+', .. var text] => new("added", text),
            ['-', .. var text] => new("removed", text),
            ['@', '@', ..] => new("gap", line),
            [' ', .. var text] => new("kept", text),
            _ => new("kept", line),
        };

    private static string PathOf(string line)
    {
        var path = line[Old.Length..].Trim();
        return path == Nothing ? ""
            : path is ['a' or 'b', '/', .. var rest] ? rest
            : path;
    }
}
