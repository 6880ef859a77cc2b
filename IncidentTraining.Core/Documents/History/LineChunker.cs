using DiffPlex;

namespace IncidentTraining.Core.Documents.History;

/// <summary>Cuts a text after each line end and keeps it, so that the pieces put together are the text; the library's own drops them.</summary>
internal sealed class LineChunker : IChunker
{
    public static LineChunker Instance { get; } = new();

    public IReadOnlyList<string> Chunk(string text) => Cut(text);

    public static string[] Cut(string text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start) is >= 0 and var found ? found + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return [.. lines];
    }
}
