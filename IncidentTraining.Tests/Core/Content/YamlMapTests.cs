using IncidentTraining.Core.Content;

namespace IncidentTraining.Tests.Core.Content;

public sealed class YamlMapTests
{
    [Fact]
    public void Values_are_read_by_kind()
    {
        var file = new ContentFile(
            "x.yaml",
            """
            text: "09:00"
            count: 7
            share: 0.25
            on: true
            delay: 500ms
            kind: short-answer
            words: [one, two]
            deep:
              key: value
            """
        );
        var root = file.Yaml();

        Assert.Equal("09:00", root.Required("text"));
        Assert.Equal(7, root.Int("count"));
        Assert.Equal(0.25, root.Number("share"));
        Assert.True(root.Flag("on"));
        Assert.Equal(TimeSpan.FromMilliseconds(500), root.Duration("delay"));
        Assert.Equal(Kind.ShortAnswer, root.OneOf<Kind>("kind"));
        Assert.Equal(["one", "two"], root.Texts("words"));
        Assert.Equal("value", root.RequiredMap("deep").Required("key"));
        Assert.Empty(file.Problems);
    }

    [Fact]
    public void A_misspelt_key_is_one_message_at_its_own_line()
    {
        var file = new ContentFile("x.yaml", "id: a\nbriefng: x\n");
        var root = file.Yaml();
        root.Required("id");
        root.Required("briefing");
        file.ReportUnknownKeys();

        var problem = Assert.Single(file.Problems);
        Assert.Equal((2, "Write 'briefing'"), (problem.Line, problem.Cure));
    }

    [Fact]
    public void What_follows_from_a_missing_value_is_left_out()
    {
        var file = new ContentFile("x.yaml", "id: a\n");
        var root = file.Yaml();
        root.Duration("hold-time");
        root.Report("hold-time", "The hold time proves nothing", "Choose another");

        Assert.Equal("'hold-time' is missing", Assert.Single(file.Problems).Reason);
    }

    [Theory]
    [InlineData("id: a\nlist:\n  - x: 1\n y: 2\n", 4)]
    [InlineData("id: a\ntitle: \"open\nmore: x\n", 2)]
    public void A_mistake_of_form_is_reported_where_it_is(string text, int line)
    {
        var file = new ContentFile("x.yaml", text);
        file.Yaml();

        Assert.Equal(line, Assert.Single(file.Problems).Line);
    }

    [Theory]
    [InlineData("250us", 250)]
    [InlineData("1ms", 1_000)]
    [InlineData("1.5s", 1_500_000)]
    [InlineData("2 m", 120_000_000)]
    [InlineData("1h", 3_600_000_000)]
    public void A_duration_is_a_number_and_a_unit(string text, long microseconds)
    {
        Assert.Equal(TimeSpan.FromMicroseconds(microseconds), new ContentFile("x.yaml", $"d: {text}").Yaml().Duration("d"));
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("10")]
    [InlineData("-5s")]
    [InlineData("99999999h")]
    public void A_duration_without_sense_is_a_problem(string text)
    {
        var file = new ContentFile("x.yaml", $"d: {text}");

        Assert.Equal(TimeSpan.Zero, file.Yaml().Duration("d"));
        Assert.Equal("Make it a time such as 500ms, 30s, 10m or 1.5h", Assert.Single(file.Problems).Cure);
    }

    [Fact]
    public void A_wrong_name_is_answered_with_the_right_ones()
    {
        var file = new ContentFile("x.yaml", "kind: essay");

        file.Yaml().OneOf<Kind>("kind");

        Assert.Equal("Make it one of: short-answer, ordering", Assert.Single(file.Problems).Cure);
    }

    [Fact]
    public void Front_matter_counts_lines_of_the_whole_file()
    {
        var file = new ContentFile("x.md", "---\nid: a\nminutes: x\n---\nfirst\nsecond\n");

        var parts = file.FrontMatter();
        parts.Head!.Int("minutes");

        Assert.Equal(("first\nsecond\n", 5), (parts.Body, parts.BodyLine));
        Assert.Equal(3, Assert.Single(file.Problems).Line);
    }

    [Fact]
    public void Front_matter_without_an_end_is_a_problem()
    {
        var file = new ContentFile("x.md", "---\nid: a\ntext\n");

        file.FrontMatter();

        Assert.Equal("Add a line '---' after its last line", Assert.Single(file.Problems).Cure);
    }

    [Fact]
    public void Plain_markdown_has_no_front_matter()
    {
        var parts = new ContentFile("x.md", "# Title\n").FrontMatter();

        Assert.Null(parts.Head);
        Assert.Equal(("# Title\n", 1), (parts.Body, parts.BodyLine));
    }

    private enum Kind
    {
        ShortAnswer,
        Ordering,
    }
}
