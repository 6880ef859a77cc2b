using DiffPlex;

namespace IncidentTraining.Core.Documents.History;

/// <summary>
/// Splits a text after each line ending and keeps the ending, so that the pieces add up to the text; the library's own splitter drops it.
/// </summary>
internal sealed class LineChunker : IChunker
{
    public static LineChunker Instance { get; } = new();

    public IReadOnlyList<string> Chunk(string text) => Cut(text);

    public static string[] Cut(string text)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }
}
