using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Content.Formats;

/// <summary>
/// The format of YAML content files: a number that is raised when the meaning of a key changes, so that an organiser's files remain usable
/// after an update. A file states its format in the key <c>format</c>; without it, the file has the first one. Files of an older format are
/// read as if they had been rewritten, and <c>content upgrade</c> rewrites them.
/// </summary>
/// <param name="current">The format that this version reads.</param>
/// <param name="changes">The changes, in the order of the formats.</param>
public sealed partial class ContentFormat(int current, IReadOnlyList<FormatChange> changes)
{
    /// <summary>The key.</summary>
    public const string Key = "format";

    /// <summary>The format of files that state none.</summary>
    public const int First = 1;

    /// <summary>The format that this version reads. A change of the meaning of a key adds an entry and raises the number.</summary>
    public static ContentFormat Product { get; } = new(First, []);

    /// <summary>Accepts every text unchanged, whatever its format.</summary>
    internal static ContentFormat AsWritten { get; } = new(0, []);

    /// <summary>The format that is read without changes.</summary>
    public int Current => current;

    /// <summary>Whether a file has a format at all: YAML files do; others are texts, or belong to another program.</summary>
    /// <param name="path">Path relative to the content directory.</param>
    public static bool IsFor(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml"
        && !Path.GetFileNameWithoutExtension(path).Equals("mkdocs", StringComparison.OrdinalIgnoreCase);

    /// <summary>The format of a text, with its line from 1; the first format and line 1 when it states none.</summary>
    public static (int Format, int Line) WrittenIn(string text) =>
        Named().Match(text) is { Success: true } named
        && int.TryParse(named.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var format)
            ? (format, 1 + text.AsSpan(0, named.Index).Count('\n'))
            : (First, 1);

    /// <summary>The text converted to the current format; unchanged if it has that format or a later one.</summary>
    /// <param name="path">Path relative to the content directory.</param>
    /// <param name="text">The complete text, with <c>\n</c> line endings.</param>
    public string Upgrade(string path, string text)
    {
        var (written, _) = WrittenIn(text);
        if (written >= current)
        {
            return text;
        }

        foreach (var change in changes.Where(change => change.From >= written && path.StartsWith(change.Folder, StringComparison.Ordinal)))
        {
            text = change.Rewrite(text);
        }

        return WithFormat(text);
    }

    // A file that stated none gets it on its last line, so that no line moves.
    private string WithFormat(string text)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"{Key}: {current}");
        return Named().IsMatch(text) ? Named().Replace(text, line, 1)
            : text.EndsWith('\n') ? $"{text}{line}\n"
            : $"{text}\n{line}\n";
    }

    [GeneratedRegex(@"(?m)^format:[ \t]*(\d{1,9})\b")]
    private static partial Regex Named();
}
