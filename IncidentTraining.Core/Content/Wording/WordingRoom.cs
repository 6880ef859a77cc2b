namespace IncidentTraining.Core.Content.Wording;

/// <summary>
/// Reports words and phrases that the content's word list, <see cref="ListFile"/>, tells authors to avoid. A content folder without a list
/// reports nothing.
/// </summary>
public sealed class WordingRoom(ContentFolder folder) : IContentRoom
{
    /// <summary>The word list, relative to the content directory.</summary>
    public const string ListFile = "words.yaml";

    private static readonly (string Below, string Pattern)[] Texts =
    [
        ("completion", "*.yaml;*.yml"),
        ("days", "*.md;*.markdown;*.mdx;*.yaml;*.yml"),
        ("drills", "*.yaml;*.yml"),
        ("document-kinds", "*.yaml;*.yml"),
        ("practice-shop", "*.md"),
        ("quizzes", "*.yaml;*.yml"),
        ("rubrics", "*.yaml;*.yml"),
        ("scenarios", "*.yaml;*.yml"),
    ];

    private volatile Reading? _last;

    /// <inheritdoc/>
    public string Name => "wording";

    /// <inheritdoc/>
    public IReadOnlyList<ContentProblem> Check()
    {
        var version = folder.Version;
        if (_last is { } last && last.Version == version)
        {
            return last.Problems;
        }

        var problems = Read();
        _last = new Reading(version, problems);
        return problems;
    }

    private IReadOnlyList<ContentProblem> Read()
    {
        if (!File.Exists(folder.FullPath(ListFile)))
        {
            return [];
        }

        var list = ContentFile.Read(folder, ListFile);
        var words = list.Yaml()
            .RequiredMaps("words")
            .Select(word => AvoidedWord.Of(word.Required("avoid"), word.Required("write")))
            .Where(word => word.Phrase.Length > 0)
            .ToList();
        list.ReportUnknownKeys();
        return
        [
            .. list.Problems,
            .. Texts
                .SelectMany(texts => folder.Files(texts.Below, texts.Pattern))
                .SelectMany(path => Find(ContentFile.Read(folder, path), words)),
        ];
    }

    // An unreadable file is reported by the room that shows it; its text is empty here.
    private static IEnumerable<ContentProblem> Find(ContentFile file, IReadOnlyList<AvoidedWord> words)
    {
        var prose = Prose.Of(file.Path, file.Text);
        var found =
            from word in words
            from System.Text.RegularExpressions.Match match in word.Pattern.Matches(prose)
            orderby match.Index
            select new ContentProblem(
                file.Path,
                1 + prose.AsSpan(0, match.Index).Count('\n'),
                $"The text says '{word.Phrase}', which the word list says to avoid",
                $"Write {word.Instead}"
            );
        return found;
    }

    private sealed record Reading(long Version, IReadOnlyList<ContentProblem> Problems);
}
