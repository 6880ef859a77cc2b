using System.Text;
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

        // Where nothing stood before, two texts are two attempts at the same thing, not two parts of one.
        if (string.IsNullOrWhiteSpace(origin) || new[] { origin, mine, theirs }.Any(text => LineChunker.Cut(text).Length > MostLines))
        {
            return null;
        }

        // A last line without its end would count as changed by whoever wrote on below it.
        var text = Merge(Ended(origin), Ended(mine), Ended(theirs));
        // As the writer's own text ends: a line end under the caret would be a surprise.
        return text is null || mine.EndsWith('\n') || !text.EndsWith('\n') ? text : text[..^1];
    }

    /// <summary>
    /// Takes the changes of both sides in the order of the origin's lines; null where two of them concern the same lines, or put
    /// different lines at the same place. The library's own three-way merge fails on some texts.
    /// </summary>
    private static string? Merge(string origin, string mine, string theirs)
    {
        var lines = LineChunker.Cut(origin);
        var (ones, others) = (Changes(origin, mine), Changes(origin, theirs));
        var merged = new StringBuilder();
        var (at, one, other) = (0, 0, 0);
        while (one < ones.Count || other < others.Count)
        {
            var (x, y) = (ones.ElementAtOrDefault(one), others.ElementAtOrDefault(other));
            if (x is not null && y is not null && x.Concerns(y))
            {
                if (x != y)
                {
                    return null;
                }

                other++;
            }

            var first = y is null || (x is not null && (x.Start, x.End).CompareTo((y.Start, y.End)) <= 0) ? x! : y;
            merged.AppendJoin("", lines[at..first.Start]).Append(first.Text);
            at = first.End;
            (one, other) = ReferenceEquals(first, x) ? (one + 1, other) : (one, other + 1);
        }

        return merged.AppendJoin("", lines[at..]).ToString();
    }

    private static List<Change> Changes(string origin, string side)
    {
        var result = Differ.Instance.CreateDiffs(origin, side, ignoreWhiteSpace: false, ignoreCase: false, LineChunker.Instance);
        return [.. result.DiffBlocks.Select(block => new Change(
            block.DeleteStartA, block.DeleteStartA + block.DeleteCountA, string.Concat(result.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB))))];
    }

    /// <summary>Lines of the origin that a side replaced; none of them where it only put some in.</summary>
    private sealed record Change(int Start, int End, string Text)
    {
        public bool Concerns(Change other) => (Start == End, other.Start == other.End) switch
        {
            (true, true) => Start == other.Start,
            (true, false) => other.Start < Start && Start < other.End,
            (false, true) => Start < other.Start && other.Start < End,
            _ => Start < other.End && other.Start < End,
        };
    }

    private static (string Mine, string Theirs)? Pick(string origin, string mine, string theirs) =>
        mine == theirs || theirs == origin ? (mine, mine) : mine == origin ? (theirs, theirs) : null;

    private static string Ended(string text) => text.Length == 0 || text.EndsWith('\n') ? text : text + "\n";

    private static string Rows(SectionBody section) => string.Concat(section.ActionItems.Select(item => JsonSerializer.Serialize(item, DocumentBody.Json) + "\n"));

    private static ActionItem Row(string json) => JsonSerializer.Deserialize<ActionItem>(json, DocumentBody.Json)!;
}
