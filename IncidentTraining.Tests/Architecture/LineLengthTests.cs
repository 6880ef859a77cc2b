using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Architecture;

/// <summary>Comments in C# have at most 140 characters per line. The formatter enforces it for code, but does not break comments.</summary>
public sealed class LineLengthTests
{
    private const int Longest = 140;

    [Fact]
    public void No_comment_is_longer_than_a_line()
    {
        var root = Path.GetDirectoryName(RealContent.Directory)!;
        var sources = Directory
            .EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split('/', '\\').Any(part => part is "bin" or "obj" or "Migrations"))
            .ToList();

        Assert.NotEmpty(sources);
        Assert.Empty(
            sources.SelectMany(path => TooLong(File.ReadLines(path)).Select(line => $"{Path.GetRelativePath(root, path)}:{line}"))
        );
    }

    [Theory]
    [InlineData("    // ", 0)]
    [InlineData("    /// ", 0)]
    [InlineData("    // ", 1)]
    [InlineData("    /// ", 1)]
    public void A_comment_is_too_long_from_141_characters_on(string begin, int more)
    {
        var line = begin.PadRight(Longest + more, 'x');

        Assert.Equal(more == 0 ? [] : [1], TooLong([line]));
    }

    [Fact]
    public void Code_with_a_long_text_is_not_a_comment() => Assert.Empty(TooLong([$"var text = \"{new string('x', 200)}\"; // short"]));

    private static IEnumerable<int> TooLong(IEnumerable<string> lines) =>
        lines
            .Select((line, index) => (Line: line, Number: index + 1))
            .Where(one => one.Line.Length > Longest && one.Line.TrimStart().StartsWith("//", StringComparison.Ordinal))
            .Select(one => one.Number);
}
