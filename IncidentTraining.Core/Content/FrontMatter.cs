namespace IncidentTraining.Core.Content;

/// <summary>A Markdown file split into front matter and body.</summary>
/// <param name="Head">The YAML mapping at its top, or <see langword="null"/> when it has none.</param>
/// <param name="Body">The Markdown below it.</param>
/// <param name="BodyLine">The line of the file on which <paramref name="Body"/> begins, from 1.</param>
public sealed record FrontMatter(YamlMap? Head, string Body, int BodyLine)
{
    private const string Fence = "---";

    /// <summary>The text between the fences, unparsed; null when a Markdown file has no front matter.</summary>
    internal static string? TextOf(string text)
    {
        var lines = text.Split('\n');
        var end = EndOf(lines);
        return end < 0 ? null : string.Join('\n', lines[1..end]);
    }

    internal static FrontMatter Read(ContentFile file)
    {
        var text = file.Text;
        if (!text.StartsWith(Fence + "\n", StringComparison.Ordinal))
            return new FrontMatter(null, text, 1);

        var lines = text.Split('\n');
        var end = EndOf(lines);
        if (end < 0)
        {
            file.Report(1, "The front matter that starts here is not closed", "Add a line '---' after its last line");
            return new FrontMatter(null, "", lines.Length);
        }

        var head = string.Join('\n', lines[1..end]);
        var body = string.Join('\n', lines[(end + 1)..]);
        return new FrontMatter(file.Yaml(head, linesBefore: 1), body, end + 2);
    }

    private static int EndOf(string[] lines) => lines[0] == Fence ? Array.FindIndex(lines, 1, line => line.TrimEnd() == Fence) : -1;
}
