using DiffPlex;
using DiffPlex.Chunkers;

namespace IncidentTraining.Core.Documents.History;

/// <summary>The kind of change of a piece of text.</summary>
public enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>Only in the older text.</summary>
    Removed,

    /// <summary>Only in the newer text.</summary>
    Added,
}

/// <summary>A piece of text and its kind of change.</summary>
/// <param name="Text">The characters, including line endings.</param>
public sealed record DiffRun(DiffKind Kind, string Text);

/// <summary>
/// Compares two texts for display: by line, and by word within changed lines. The unchanged and removed pieces together form the older text
/// exactly; the unchanged and added pieces form the newer text.
/// </summary>
public static class TextDiff
{
    // Finding the shortest difference takes time proportional to length times difference; above these sizes a piece counts as replaced as a
    // whole, so that no text can overload the server.
    private const int MostLines = 4_000;
    private const int MostCharactersByWord = 12_000;

    /// <summary>Returns the differences in order; empty for two empty texts.</summary>
    public static IReadOnlyList<DiffRun> Of(string older, string newer)
    {
        var runs = new Runs();
        var (olderLines, newerLines) = (Lines(older), Lines(newer));
        var before = CommonStart(olderLines, newerLines);
        var after = CommonEnd(olderLines, newerLines, before);
        runs.Add(DiffKind.Same, olderLines[..before]);
        Middle(runs, olderLines[before..^after], newerLines[before..^after]);
        runs.Add(DiffKind.Same, olderLines[^after..]);
        return runs.Done();
    }

    private static void Middle(Runs runs, string[] older, string[] newer)
    {
        if (older.Length == 0 || newer.Length == 0 || older.Length + newer.Length > MostLines)
        {
            Replaced(runs, older, newer);
            return;
        }

        var result = Differ.Instance.CreateDiffs(
            string.Concat(older),
            string.Concat(newer),
            ignoreWhiteSpace: false,
            ignoreCase: false,
            LineChunker.Instance
        );
        var at = 0;
        foreach (var block in result.DiffBlocks)
        {
            runs.Add(DiffKind.Same, older[at..block.DeleteStartA]);
            at = block.DeleteStartA + block.DeleteCountA;
            Replaced(runs, older[block.DeleteStartA..at], newer[block.InsertStartB..(block.InsertStartB + block.InsertCountB)]);
        }

        runs.Add(DiffKind.Same, older[at..]);
    }

    private static void Replaced(Runs runs, string[] older, string[] newer)
    {
        var (was, now) = (string.Concat(older), string.Concat(newer));
        if (was.Length == 0 || now.Length == 0 || was.Length + now.Length > MostCharactersByWord)
        {
            runs.Add(DiffKind.Removed, was);
            runs.Add(DiffKind.Added, now);
            return;
        }

        var words = Differ.Instance.CreateDiffs(was, now, ignoreWhiteSpace: false, ignoreCase: false, WordChunker.Instance);
        var at = 0;
        foreach (var block in words.DiffBlocks)
        {
            runs.Add(DiffKind.Same, words.PiecesOld.Skip(at).Take(block.DeleteStartA - at));
            at = block.DeleteStartA + block.DeleteCountA;
            runs.Add(DiffKind.Removed, words.PiecesOld.Skip(block.DeleteStartA).Take(block.DeleteCountA));
            runs.Add(DiffKind.Added, words.PiecesNew.Skip(block.InsertStartB).Take(block.InsertCountB));
        }

        runs.Add(DiffKind.Same, words.PiecesOld.Skip(at));
    }

    private static string[] Lines(string text) => LineChunker.Cut(text);

    private static int CommonStart(string[] one, string[] other)
    {
        var most = Math.Min(one.Length, other.Length);
        var count = 0;
        while (count < most && one[count] == other[count])
        {
            count++;
        }

        return count;
    }

    private static int CommonEnd(string[] one, string[] other, int before)
    {
        var most = Math.Min(one.Length, other.Length) - before;
        var count = 0;
        while (count < most && one[^(count + 1)] == other[^(count + 1)])
        {
            count++;
        }

        return count;
    }

    private sealed class Runs
    {
        private readonly List<DiffRun> _runs = [];

        public void Add(DiffKind kind, IEnumerable<string> pieces) => Add(kind, string.Concat(pieces));

        public void Add(DiffKind kind, string text)
        {
            if (text.Length == 0)
            {
                return;
            }

            if (_runs.Count > 0 && _runs[^1].Kind == kind)
            {
                _runs[^1] = new DiffRun(kind, _runs[^1].Text + text);
                return;
            }

            _runs.Add(new DiffRun(kind, text));
        }

        public IReadOnlyList<DiffRun> Done() => _runs;
    }
}
