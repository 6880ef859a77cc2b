using System.Text.RegularExpressions;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Content.Wording;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Architecture;

/// <summary>
/// Comments, screen texts and documents avoid the words of <c>content/words.yaml</c> and the phrases below, so that they read like
/// the documentation that engineers know.
/// </summary>
public sealed class PlainEnglishTests
{
    private static readonly string Root = Path.GetDirectoryName(RealContent.Directory)!;

    private static readonly (string Avoid, string Write)[] InSources =
    [
        ("all the same", "anyway"),
        ("any more", "no longer"),
        ("came of", "the result of"),
        ("goes on", "continues"),
        ("handed in", "submitted"),
        ("hands in", "submits"),
        ("has to be", "must be"),
        ("have to be", "must be"),
        ("lies far apart", "differs widely"),
        ("lie far apart", "differ widely"),
        ("one's", "your, or the user's"),
        ("page of labs", "Labs page"),
        ("stand beside", "are next to"),
        ("what waits", "the queue"),
        ("without a word", "silently"),
    ];

    private static readonly string[] Covered =
    [
        "IncidentTraining.Core",
        "IncidentTraining.Web",
        "IncidentTraining.Tests",
        "IncidentTraining.Benchmarks",
        "docs",
    ];

    /// <summary>
    /// Folders and files that have not been edited yet, with the most phrases that they may have. Lower a number when you edit a room
    /// and remove its line at zero; never raise one.
    /// </summary>
    private static readonly Dictionary<string, int> NotYet = new(StringComparer.Ordinal)
    {
        ["IncidentTraining.Core/People"] = 7,
        ["IncidentTraining.Core/PracticeShop"] = 40,
        ["IncidentTraining.Core/Runs"] = 27,
        ["IncidentTraining.Core/Response"] = 22,
        ["IncidentTraining.Core/Assessment"] = 24,
        ["IncidentTraining.Core/Paging"] = 14,
        ["IncidentTraining.Core/Documents/Exchange"] = 5,
        ["IncidentTraining.Core/Documents/Checks"] = 17,
        ["IncidentTraining.Web/Features/People"] = 2,
        ["IncidentTraining.Web/Features/Runs"] = 14,
        ["IncidentTraining.Web/Features/Response"] = 2,
        ["IncidentTraining.Web/Features/Assessment"] = 1,
        ["IncidentTraining.Web/Features/Paging"] = 2,
        ["IncidentTraining.Web/Components"] = 2,
        ["IncidentTraining.Benchmarks"] = 1,
        ["docs/checks.md"] = 6,
        ["IncidentTraining.Tests/Browser"] = 15,
        ["IncidentTraining.Tests/Host"] = 8,
        ["IncidentTraining.Tests/Web"] = 2,
        ["IncidentTraining.Tests/Core/Assessment"] = 6,
        ["IncidentTraining.Tests/Core/PracticeShop"] = 9,
        ["IncidentTraining.Tests/Core/Response"] = 2,
        ["IncidentTraining.Tests/Core/Runs"] = 4,
    };

    [Fact]
    public void Sources_avoid_the_listed_phrases()
    {
        var found = Files().SelectMany(path => Find(path, File.ReadAllText(Path.Combine(Root, path)))).ToList();
        var tooMany = found.GroupBy(hit => RoomOf(hit.Path)).Where(room => room.Count() > NotYet.GetValueOrDefault(room.Key));
        var lines = tooMany
            .SelectMany(room =>
                room.Select(hit =>
                    $"{hit.Path}:{hit.Line}: '{hit.Avoid}', write: {hit.Write} (room {room.Key}: {room.Count()} of at most {NotYet.GetValueOrDefault(room.Key)})"
                )
            )
            .ToList();
        Assert.True(lines.Count == 0, string.Join('\n', lines));
    }

    [Theory]
    [InlineData("a.cs", "class A\n{\n    // Somebody looks.\n}", 3)]
    [InlineData("a.cs", "/// <summary>Kept for\n/// ever.</summary>\nclass A;", 1)]
    [InlineData("a.cs", "var text = \"nobody waits\";", 1)]
    [InlineData("a.razor", "<p>One.</p>\n<p>It goes on.</p>", 2)]
    [InlineData("a.js", "const a = 1;\n/** Whoever comes. */", 2)]
    [InlineData("a.css", "/* One's own notes */", 1)]
    [InlineData("a.md", "Text.\n\nIt has to be\nso.", 3)]
    public void A_phrase_in_a_text_is_found_with_its_line(string path, string text, int line) =>
        Assert.Equal(line, Assert.Single(Find(path, text)).Line);

    [Theory]
    [InlineData("a.cs", "var somebody = nobody.Shall(whoever);")]
    [InlineData("a.cs", "// Written as <c>roll-back</c> and `somebody`.")]
    [InlineData("a.cs", "Use(\"stands\"); // in")]
    [InlineData("a.md", "Use `somebody`.\n\n```\nsomebody\n```")]
    [InlineData("IncidentTraining.Tests/a.cs", "Say(\"somebody\");")]
    public void Code_is_not_read(string path, string text) => Assert.Empty(Find(path, text));

    [Fact]
    public void Every_room_that_may_have_phrases_exists() =>
        Assert.All(NotYet.Keys, room => Assert.True(Path.Exists(Path.Combine(Root, room)), room));

    private static IReadOnlyList<AvoidedWord> Words { get; } =
    [
        .. ContentFile
            .Read(new ContentFolder(RealContent.Directory, TimeProvider.System), WordingRoom.ListFile)
            .Yaml()
            .RequiredMaps("words")
            .Select(word => AvoidedWord.Of(word.Required("avoid"), word.Required("write"))),
        .. InSources.Select(pair => AvoidedWord.Of(pair.Avoid, pair.Write)),
    ];

    private static IEnumerable<Hit> Find(string path, string text)
    {
        var prose = SourceText.Of(path, text);
        var hits =
            from word in Words
            from Match match in word.Pattern.Matches(prose)
            select new Hit(path, 1 + prose.AsSpan(0, match.Index).Count('\n'), word.Phrase, word.Instead);
        return hits;
    }

    /// <summary>Returns the listed folder or file that contains the path, or else the path's own folder.</summary>
    private static string RoomOf(string path) =>
        NotYet.Keys.Where(room => path == room || path.StartsWith(room + "/", StringComparison.Ordinal)).MaxBy(room => room.Length)
        ?? string.Join('/', path.Split('/').SkipLast(1));

    /// <summary>Returns the texts that the rules apply to; docs/check-sources.md lists other people's titles and addresses.</summary>
    private static IEnumerable<string> Files() =>
        from file in Covered
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Root, "*.md"))
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where
            Path.GetExtension(path) is ".cs" or ".razor" or ".js" or ".css" or ".md"
            && !path.Split('/').Any(part => part is "bin" or "obj" or "lib" or "Migrations" or "Data" or "TestResults")
            && !path.EndsWith("/PlainEnglishTests.cs", StringComparison.Ordinal)
            && path != "docs/check-sources.md"
        select path;

    private sealed record Hit(string Path, int Line, string Avoid, string Write);
}
