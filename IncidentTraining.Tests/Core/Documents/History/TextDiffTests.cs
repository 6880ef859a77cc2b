using System.Globalization;
using IncidentTraining.Core.Documents.History;

namespace IncidentTraining.Tests.Core.Documents.History;

public sealed class TextDiffTests
{
    private const int Rounds = 500;

    [Fact]
    public void What_stayed_and_was_removed_is_the_older_text_and_what_stayed_and_was_added_the_newer() =>
        Assert.All(Enumerable.Range(0, Rounds), seed =>
        {
            var texts = new RandomTexts(seed);
            var older = texts.Next();
            var newer = seed % 3 == 0 ? texts.Next() : texts.Edit(texts.Edit(older));

            var runs = TextDiff.Of(older, newer);

            Assert.Equal(older, Side(runs, DiffKind.Removed));
            Assert.Equal(newer, Side(runs, DiffKind.Added));
            Assert.DoesNotContain(runs, run => run.Text.Length == 0);
            Assert.All(runs.Zip(runs.Skip(1)), pair => Assert.NotEqual(pair.First.Kind, pair.Second.Kind));
            Assert.Equal(older == newer, runs.All(run => run.Kind is DiffKind.Same));
        });

    [Fact]
    public void A_changed_word_is_shown_as_that_word_and_not_as_its_line()
    {
        var runs = TextDiff.Of("Payments failed for one in five customers.\n", "Payments failed for one in ten customers.\n");
        Assert.Equal(
            [
                (DiffKind.Same, "Payments failed for one in "),
                (DiffKind.Removed, "five"),
                (DiffKind.Added, "ten"),
                (DiffKind.Same, " customers.\n"),
            ],
            runs.Select(run => (run.Kind, run.Text))
        );
    }

    [Fact]
    public void Two_texts_of_200_kilobytes_without_a_common_line_are_compared_within_a_second()
    {
        var older = string.Concat(
            Enumerable.Range(0, 20_000).Select(line => string.Create(CultureInfo.InvariantCulture, $"a{line:00000} b\n"))
        );
        var newer = older.Replace('a', 'c');
        var began = TimeProvider.System.GetTimestamp();
        var runs = TextDiff.Of(older, newer);
        Assert.InRange(TimeProvider.System.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(1));
        Assert.Equal(newer, Side(runs, DiffKind.Added));
    }

    private static string Side(IEnumerable<DiffRun> runs, DiffKind kind) =>
        string.Concat(runs.Where(run => run.Kind is DiffKind.Same || run.Kind == kind).Select(run => run.Text));
}

/// <summary>Texts and edits of them, the same for the same seed.</summary>
internal sealed class RandomTexts(int seed)
{
    private static readonly string[] Words =
    [
        "the",
        "queue",
        "grew",
        "alert",
        "fired",
        "ä",
        "we",
        "waited",
        "10:04",
        "|",
        "- ",
        "\t",
        "checkout",
        "slow",
        "again",
    ];

    private readonly Random _random = new(seed);

    public string Next() => string.Concat(Enumerable.Range(0, _random.Next(0, 30)).Select(_ => Line()));

    public string Line() =>
        string.Join(' ', Enumerable.Range(0, _random.Next(0, 9)).Select(_ => Words[_random.Next(Words.Length)]))
        + (_random.Next(8) == 0 ? "" : "\n");

    /// <summary>Changes, adds or removes one line.</summary>
    public string Edit(string text)
    {
        var lines = LineChunker.Cut(text).ToList();
        var at = _random.Next(lines.Count + 1);
        switch (_random.Next(3))
        {
            case 0 when at < lines.Count:
                lines.RemoveAt(at);
                break;
            case 1 when at < lines.Count:
                lines[at] = Line();
                break;
            default:
                lines.Insert(at, Line());
                break;
        }

        return string.Concat(lines);
    }

    public int Number(int below) => _random.Next(below);
}
