using System.Text.RegularExpressions;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Architecture;

/// <summary>A field that a person can fill with text, as written in the sources of the web project.</summary>
/// <param name="Name">The file and what distinguishes the field from others in it, such as <c>WalkPage: Step.Note</c>.</param>
/// <param name="Markup">Its tag.</param>
internal sealed record FillableField(string Name, string Markup)
{
    /// <summary>Whether the browser silently truncates text that is too long.</summary>
    public bool IsCut => Markup.Contains(" maxlength=", StringComparison.OrdinalIgnoreCase);
}

/// <summary>Finds the fields of the portal in its sources: of the pages, the components and the scripts.</summary>
internal static partial class FillableFields
{
    // Inputs without user text: choices, figures and dates, whose format the browser enforces, and read-only ones.
    private static readonly string[] NoText =
    [
        "type=\"hidden\"",
        "type=\"checkbox\"",
        "type=\"radio\"",
        "type=\"range\"",
        "type=\"number\"",
        "type=\"date\"",
        "<MudNumericField",
        "\"radio\" :",
        " readonly value",
        " readonly>",
    ];

    private static readonly string[] Marks = ["data-testid", "name", "id", "data-field"];

    public static string WebSources { get; } = Path.Combine(Path.GetDirectoryName(RealContent.Directory)!, "IncidentTraining.Web");

    public static IReadOnlyList<FillableField> All() => [.. Files("*.razor").SelectMany(InMarkup), .. Files("*.js").SelectMany(InScript)];

    public static IEnumerable<FillableField> InMarkup((string Path, string Text) file) =>
        from tag in Tag().Matches(file.Text)
        where !NoText.Any(none => tag.Value.Contains(none, StringComparison.Ordinal))
        select new FillableField($"{Path.GetFileNameWithoutExtension(file.Path)}: {MarkOf(tag.Value)}", tag.Value);

    public static IEnumerable<FillableField> InScript((string Path, string Text) file) =>
        from made in Made().Matches(file.Text)
        where !NoText.Any(none => made.Value.Contains(none, StringComparison.Ordinal))
        select new FillableField($"{Path.GetFileName(file.Path)}: {made.Groups["tag"].Value}", made.Value);

    public static IEnumerable<(string Path, string Text)> Files(string pattern) =>
        from path in Directory.EnumerateFiles(WebSources, pattern, SearchOption.AllDirectories)
        let place = Path.GetRelativePath(WebSources, path).Replace('\\', '/')
        where
            !place.StartsWith("obj/", StringComparison.Ordinal)
            && !place.StartsWith("bin/", StringComparison.Ordinal)
            && !place.StartsWith("wwwroot/lib/", StringComparison.Ordinal)
        select (path, File.ReadAllText(path));

    private static string MarkOf(string tag) =>
        Marks.Select(mark => Regex.Match(tag, $"\\s{mark}=\"([^\"]*)\"")).FirstOrDefault(found => found.Success)?.Groups[1].Value
        ?? Name().Match(tag).Value;

    // A library's field counts too; and the arrow of a lambda does not end a tag.
    [GeneratedRegex(
        "<(textarea|input|Input(Text|TextArea|Number|Date|File)|Mud\\w*(Field|Input|Autocomplete|Picker|FileUpload))\\b(?:[^>\"]|\"[^\"]*\"|=>)*>"
    )]
    private static partial Regex Tag();

    [GeneratedRegex(
        "<(?<tag>textarea|input)\\b[^>]*>|createElement\\([\"'](?<tag>textarea|input)[\"']\\)|(?<tag>contentEditable)|\\b(?<tag>prompt)\\("
    )]
    private static partial Regex Made();

    [GeneratedRegex("\\w+")]
    private static partial Regex Name();
}
