using System.Globalization;
using IncidentTraining.Core.Documents.Body;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Documents.History;

public sealed class MergeTextsTests
{
    private const int Rounds = 500;

    [Fact]
    public void Lines_that_only_one_side_changed_are_all_taken_over() => Assert.All(Enumerable.Range(0, Rounds), seed =>
    {
        var texts = new RandomTexts(seed);
        var origin = Enumerable.Range(0, 5 + texts.Number(20)).Select(line => string.Create(CultureInfo.InvariantCulture, $"line {line}")).ToList();
        // Each side writes within lines of its own, with an untouched line between them.
        var mine = new List<string>(origin);
        var theirs = new List<string>(origin);
        var merged = new List<string>(origin);
        for (var line = 0; line < origin.Count; line += 2)
        {
            var side = texts.Number(3);
            if (side > 0)
            {
                (side == 1 ? mine : theirs)[line] = merged[line] = string.Create(CultureInfo.InvariantCulture, $"{(side == 1 ? "mine" : "theirs")} {line} {texts.Number(100)}");
            }
        }

        Assert.Equal(Text(merged), MergeTexts.Text(Text(origin), Text(mine), Text(theirs)));
    });

    [Fact]
    public void Whatever_is_merged_holds_every_word_that_either_side_added_and_both_orders_say_the_same() => Assert.All(Enumerable.Range(0, Rounds), seed =>
    {
        var texts = new RandomTexts(seed);
        var origin = string.Concat(Enumerable.Range(0, 12).Select(line => $"line {line}\n"));
        var mine = Insert(texts, origin, "mine-added");
        var theirs = Insert(texts, origin, "theirs-added");

        var merged = MergeTexts.Text(origin, mine, theirs);

        Assert.Equal(merged is null, MergeTexts.Text(origin, theirs, mine) is null);
        if (merged is not null)
        {
            Assert.Contains("mine-added", merged);
            Assert.Contains("theirs-added", merged);
            Assert.All(Enumerable.Range(0, 12), line => Assert.Contains($"line {line}\n", merged));
            Assert.Equal(merged, MergeTexts.Text(origin, theirs, mine));
        }
    });

    [Fact]
    public void Where_one_side_changed_nothing_the_other_ones_text_stands() => Assert.All(Enumerable.Range(0, Rounds), seed =>
    {
        var texts = new RandomTexts(seed);
        var origin = texts.Next();
        var changed = texts.Edit(texts.Edit(origin));
        Assert.Equal(changed, MergeTexts.Text(origin, changed, origin));
        Assert.Equal(changed, MergeTexts.Text(origin, origin, changed));
        Assert.Equal(changed, MergeTexts.Text(origin, changed, changed));
    });

    [Fact]
    public void No_line_that_either_side_wrote_is_ever_missing_from_a_merged_text() => Assert.All(Enumerable.Range(0, Rounds), seed =>
    {
        var texts = new RandomTexts(seed);
        var origin = texts.Next();
        var mine = texts.Edit(texts.Edit(origin)) + "mine\n";
        var theirs = texts.Edit(texts.Edit("theirs\n" + origin));
        if (MergeTexts.Text(origin, mine, theirs) is { } merged)
        {
            var before = LineChunker.Cut(origin).Select(line => line.TrimEnd('\n')).ToHashSet();
            var lines = LineChunker.Cut(merged).Select(line => line.TrimEnd('\n')).ToHashSet();
            Assert.All(LineChunker.Cut(mine).Concat(LineChunker.Cut(theirs)).Select(line => line.TrimEnd('\n')).Where(line => !before.Contains(line)), line => Assert.Contains(line, lines));
        }
    });

    [Fact]
    public void Two_texts_where_nothing_stood_before_are_left_to_people() => Assert.Null(MergeTexts.Text("", "mine", "theirs"));

    [Fact]
    public void A_line_that_both_changed_differently_is_left_to_people()
    {
        var merged = MergeTexts.Of(
            Body("A\nB\nC\n", "old impact"), Body("A mine\nB\nC\n", "old impact"), Body("A theirs\nB\nC\n", "new impact"));

        Assert.Equal(["summary"], merged.Overlapping);
        Assert.Equal("A mine\nB\nC\n", merged.WithMine.Section("summary").Text);
        Assert.Equal("A theirs\nB\nC\n", merged.WithTheirs.Section("summary").Text);
        Assert.Equal("new impact", merged.WithMine.Section("impact").Text);
    }

    [Fact]
    public void Action_items_that_two_people_added_are_both_there()
    {
        var added = Writing.Item with { What = "Limit the pool" };
        var other = Writing.Item with { What = "Write the runbook" };
        var merged = MergeTexts.Of(Items(Writing.Item), Items(added, Writing.Item), Items(Writing.Item, other));
        Assert.Empty(merged.Overlapping);
        Assert.Equal([added, Writing.Item, other], merged.WithMine.Section("action-items").ActionItems);
    }

    private static string Insert(RandomTexts texts, string text, string line)
    {
        var lines = LineChunker.Cut(text).ToList();
        lines.Insert(texts.Number(lines.Count + 1), line + "\n");
        return string.Concat(lines);
    }

    private static string Text(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static DocumentBody Body(string summary, string impact) =>
        new("T", new Dictionary<string, SectionBody> { ["summary"] = new(summary), ["impact"] = new(impact) });

    private static DocumentBody Items(params ActionItem[] items) => new("T", new Dictionary<string, SectionBody> { ["action-items"] = new(Items: items) });
}
