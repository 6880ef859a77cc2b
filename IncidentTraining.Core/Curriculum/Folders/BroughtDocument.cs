using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;

namespace IncidentTraining.Core.Curriculum.Folders;

/// <summary>
/// A Markdown file that was written for another purpose. Its title and description are taken from the front matter if present; all other
/// keys are ignored.
/// </summary>
internal static partial class BroughtDocument
{
    // Keys that only lessons have. A page with one of them is parsed as a lesson, and every mistake is reported.
    private static readonly string[] LessonKeys = ["kind", "minutes", "scenario", "document"];

    internal static bool IsOne(ContentFile file) =>
        FrontMatter.TextOf(file.Text) is not { } head || !Key().Matches(head).Any(key => IsLessonKey(key.Groups[1].Value));

    /// <summary>Returns the title and summary from the front matter, and the text below it with its line.</summary>
    internal static (string? Title, string? Summary, string Body, int BodyLine) Read(ContentFile file)
    {
        var (title, summary, body, bodyLine) = Divide(file);
        return (title, summary, file.Path.EndsWith(".mdx", StringComparison.OrdinalIgnoreCase) ? WithoutProgram(body) : body, bodyLine);
    }

    /// <summary>Returns a file's name as words; for a folder's page, the folder's name.</summary>
    internal static string InWords(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        if (IsIndex(path) && path.Split('/') is { Length: > 1 } parts)
        {
            name = parts[^2];
        }

        var words = Separators().Replace(Order().Replace(name, ""), " ").Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Whether a file is the page of its folder.</summary>
    internal static bool IsIndex(string path) => Path.GetFileNameWithoutExtension(path).ToLowerInvariant() is "readme" or "index";

    private static (string? Title, string? Summary, string Body, int BodyLine) Divide(ContentFile file)
    {
        var text = file.Text;
        if (TomlHead().Match(text) is { Success: true } toml)
        {
            return (
                TomlValue(toml.Value, "title"),
                TomlValue(toml.Value, "description"),
                text[toml.Length..],
                1 + toml.Value.AsSpan().Count('\n')
            );
        }

        if (FrontMatter.TextOf(text) is null)
        {
            return (null, null, text, 1);
        }

        // Parsed separately, so that errors in the front matter do not hide the page.
        var apart = new ContentFile(file.Path, text);
        var (values, body, bodyLine) = apart.FrontMatter();
        if (apart.Problems is [var broken, ..])
        {
            file.Warn(broken.Line, $"The front matter is not used: {broken.Reason}", broken.Cure);
            return (null, null, body, bodyLine);
        }

        return values is null
            ? (null, null, body, bodyLine)
            : (TextOf(values, "title"), TextOf(values, "description") ?? TextOf(values, "summary"), body, bodyLine);
    }

    private static string? TextOf(YamlMap values, string key) =>
        values.Value(key) is { IsText: true } value && value.AsText().Trim() is { Length: > 0 } text ? text : null;

    private static string? TomlValue(string head, string key) =>
        Regex.Match(head, $"""^{key}\s*=\s*["'](.*)["']\s*$""", RegexOptions.Multiline | RegexOptions.CultureInvariant)
            is { Success: true } match
            ? match.Groups[1].Value
            : null;

    /// <summary>Removes the lines of an MDX file that are program code; its components are reported like raw HTML.</summary>
    private static string WithoutProgram(string body)
    {
        var lines = body.Split('\n');
        var isCode = false;
        for (var line = 0; line < lines.Length; line++)
        {
            isCode ^= lines[line].TrimStart().StartsWith("```", StringComparison.Ordinal);
            if (!isCode)
            {
                lines[line] = Program().Replace(lines[line], "");
            }
        }

        return string.Join('\n', lines);
    }

    private static bool IsLessonKey(string key) =>
        LessonKeys.Any(known => known == key || (key.Length > 2 && WordDistance.Between(key, known, 1) <= 1));

    [GeneratedRegex("^([A-Za-z_-]+)[ \t]*:", RegexOptions.Multiline)]
    private static partial Regex Key();

    [GeneratedRegex(@"\A\+\+\+\n(?:.*\n)*?\+\+\+[ \t]*\n")]
    private static partial Regex TomlHead();

    [GeneratedRegex("[-_ .]+")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^\d+[-_. ]+(?=\D)")]
    private static partial Regex Order();

    [GeneratedRegex(@"^(?:import\s.*\sfrom\s.*|import\s+[""'].*|export\s+(?:const|default|function|let)\s.*)$|\{/\*.*?\*/\}")]
    private static partial Regex Program();
}
