using System.Text.Json;
using DiffPlex;
using IncidentTraining.Core.Documents.Body;

namespace IncidentTraining.Core.Documents.History;

/// <summary>Two texts that grew from the same one, put together as far as that can be done without choosing.</summary>
/// <param name="WithMine">The merged text; where both changed the same place, the place as "mine" has it.</param>
/// <param name="WithTheirs">The same with the place as "theirs" has it.</param>
/// <param name="Overlapping">The sections in which both changed the same place; a person has to choose there.</param>
public sealed record Merged(DocumentBody WithMine, DocumentBody WithTheirs, IReadOnlyList<string> Overlapping);

/// <summary>
/// Merges by section, and within a section by line: what only one side changed is taken over, what both changed in the same
/// way once. Lines that both changed differently are never decided here.
/// </summary>
public static class MergeTexts
{
    // See TextDiff: beyond this a section is left for people to choose.
    private const int MostLines = 4_000;

    /// <summary>Merges two texts.</summary>
    /// <param name="origin">The text that both began from.</param>
    /// <param name="mine">One text.</param>
    /// <param name="theirs">The other.</param>
    public static Merged Of(DocumentBody origin, DocumentBody mine, DocumentBody theirs)
    {
        var overlapping = new List<string>();
        var (myTitle, theirTitle) = Pick(origin.Title, mine.Title, theirs.Title) ?? Overlap("title", mine.Title, theirs.Title);
        var withMine = new Dictionary<string, SectionBody>();
        var withTheirs = new Dictionary<string, SectionBody>();
        foreach (var id in origin.Sections.Keys.Concat(mine.Sections.Keys).Concat(theirs.Sections.Keys).Distinct())
        {
            var (was, one, other) = (origin.Section(id), mine.Section(id), theirs.Section(id));
            (withMine[id], withTheirs[id]) = Section(was, one, other) is { } merged ? (merged, merged) : Overlap(id, one, other);
        }

        return new Merged(new DocumentBody(myTitle, withMine).Tidied(), new DocumentBody(theirTitle, withTheirs).Tidied(), overlapping);

        (T Mine, T Theirs) Overlap<T>(string id, T one, T other)
        {
            overlapping.Add(id);
            return (one, other);
        }
    }

    private static SectionBody? Section(SectionBody origin, SectionBody mine, SectionBody theirs)
    {
        var text = Text(origin.Text, mine.Text, theirs.Text);
        var items = Text(Rows(origin), Rows(mine), Rows(theirs));
        return text is null || items is null ? null : new SectionBody(text, items.Length == 0 ? null : [.. items.TrimEnd('\n').Split('\n').Select(Row)]);
    }

    /// <summary>The merged text; null when both changed the same lines differently.</summary>
    public static string? Text(string origin, string mine, string theirs)
    {
        if (Pick(origin, mine, theirs) is { } easy)
        {
            return easy.Mine;
        }

        if (new[] { origin, mine, theirs }.Any(text => LineChunker.Cut(text).Length > MostLines))
        {
            return null;
        }

        // A last line without its end would count as changed by whoever wrote on below it.
        var merge = ThreeWayDiffer.Instance.CreateMerge(Ended(origin), Ended(mine), Ended(theirs), ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        if (!merge.IsSuccessful)
        {
            return null;
        }

        var text = string.Concat(merge.MergedPieces);
        return mine.EndsWith('\n') || theirs.EndsWith('\n') ? text : text.TrimEnd('\n');
    }

    private static (string Mine, string Theirs)? Pick(string origin, string mine, string theirs) =>
        mine == theirs || theirs == origin ? (mine, mine) : mine == origin ? (theirs, theirs) : null;

    private static string Ended(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";

    private static string Rows(SectionBody section) => string.Concat(section.ActionItems.Select(item => JsonSerializer.Serialize(item, DocumentBody.Json) + "\n"));

    private static ActionItem Row(string json) => JsonSerializer.Deserialize<ActionItem>(json, DocumentBody.Json)!;
}
