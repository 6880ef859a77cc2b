using IncidentTraining.Core.Content;
using IncidentTraining.Core.Content.Formats;
using IncidentTraining.Core.PracticeShop.Authoring;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.Content;

/// <summary>Files that an organiser wrote for an earlier release work in this one.</summary>
public sealed class ContentFormatTests
{
    private const string Scenario = "scenarios/slow-search.yaml";

    // A made-up history: 'briefing' was called 'story', and 'hold' became 'hold-time'.
    private static readonly ContentFormat Third = new(
        3,
        [
            new FormatChange(1, "scenarios/", text => Rename(text, "story", "briefing")),
            new FormatChange(1, "quizzes/", text => Rename(text, "ask", "text")),
            new FormatChange(2, "scenarios/", text => Rename(text, "briefing", "brief")),
        ]
    );

    [Theory]
    [InlineData("id: a\n", 1, 1)]
    [InlineData("format: 2\nid: a\n", 2, 1)]
    [InlineData("# Mine.\nid: a\nformat:  12  # by hand\n", 12, 3)]
    [InlineData("# format: 7\nid: a\n", 1, 1)]
    [InlineData("parts:\n  format: 7\n", 1, 1)]
    [InlineData("format: new\n", 1, 1)]
    public void A_file_says_in_which_format_it_is_written(string text, int format, int line) =>
        Assert.Equal((format, line), ContentFormat.WrittenIn(text));

    [Theory]
    [InlineData("scenarios/a.yaml", true)]
    [InlineData("scenarios/a.YML", true)]
    [InlineData("day-5/mkdocs.yml", false)]
    [InlineData("day-5/lecture.md", false)]
    public void Only_our_own_yaml_has_a_format(string path, bool has) => Assert.Equal(has, ContentFormat.IsFor(path));

    [Fact]
    public void Each_change_since_then_is_made_in_order_and_only_to_files_of_its_kind()
    {
        Assert.Equal(
            "# The story.\nid: a\nbrief: b # story\nformat: 3\n",
            Third.Upgrade(Scenario, "# The story.\nid: a\nstory: b # story\n")
        );
        Assert.Equal(
            "# Mine.\nformat: 3 # by hand\nbrief: b\nstory: c\n",
            Third.Upgrade(Scenario, "# Mine.\nformat: 2 # by hand\nbriefing: b\nstory: c\n")
        );
        Assert.Equal("text: b\nstory: c\nformat: 3\n", Third.Upgrade("quizzes/a.yaml", "ask: b\nstory: c"));
    }

    [Theory]
    [InlineData("format: 3\nstory: b\n")]
    [InlineData("format: 4\nstory: b\n")]
    public void What_is_of_this_format_or_a_later_one_stays_as_it_is(string text) => Assert.Equal(text, Third.Upgrade(Scenario, text));

    [Fact]
    public void An_older_file_is_read_as_if_it_were_rewritten_and_is_named()
    {
        var file = new ContentFile(Scenario, "# Mine.\r\nformat: 1\r\nstory: b\r\n", Third);

        Assert.Equal("b", file.Yaml().Text("brief"));
        file.ReportUnknownKeys();
        var warning = Assert.Single(file.Problems);
        Assert.Equal((ContentSeverity.Warning, 2), (warning.Severity, warning.Line));
        Assert.Equal("The file has the format 1; it is read as if it were rewritten to 3", warning.Reason);
        Assert.Contains("content upgrade", warning.Cure, StringComparison.Ordinal);
        Assert.False(file.HasErrors);
    }

    [Fact]
    public void A_mistake_in_an_older_file_is_reported_at_the_line_where_its_author_finds_it()
    {
        var file = new ContentFile(Scenario, "story: b\nid: a\nmisspelt: c\n", Third);
        var root = file.Yaml();
        Assert.Equal(("a", "b"), (root.Text("id"), root.Text("brief")));
        file.ReportUnknownKeys();

        Assert.Equal(
            [(ContentSeverity.Warning, 1), (ContentSeverity.Error, 3)],
            file.Problems.Select(problem => (problem.Severity, problem.Line))
        );
    }

    [Fact]
    public void A_later_file_is_refused_with_its_line_and_nothing_else_is_said_of_it()
    {
        var file = new ContentFile(Scenario, "# From a later release.\nformat: 4\nnovelty: b\n", Third);

        Assert.Null(file.Yaml().Text("id"));
        file.ReportUnknownKeys();
        var error = Assert.Single(file.Problems);
        Assert.Equal((ContentSeverity.Error, 2), (error.Severity, error.Line));
        Assert.Equal("The file has the format 4; this version of the portal reads up to 3", error.Reason);
    }

    [Theory]
    [InlineData("format: 1\n", true)]
    [InlineData("format: 2\n", false)]
    public void A_scenario_of_the_products_format_is_read_and_of_the_next_one_is_not(string format, bool isRead)
    {
        var text = ScenarioTemplate.For("slow-search");
        Assert.Contains("\nformat: 1 ", text, StringComparison.Ordinal);
        var file = new ContentFile(Scenario, text.Replace("format: 1 ", format.TrimEnd() + " ", StringComparison.Ordinal));
        ScenarioReader.Read(file);
        Assert.Equal(isRead, !file.HasErrors);
        Assert.Equal(isRead ? 0 : 1, file.Problems.Count);
    }

    [Theory]
    [InlineData("format: 0")]
    [InlineData("format: new")]
    public void What_is_no_format_is_reported(string line)
    {
        var file = new ContentFile("rubrics/a.yaml", $"id: a\n{line}\n");
        file.Yaml();
        Assert.Equal(2, Assert.Single(file.Problems).Line);
    }

    private static string Rename(string text, string from, string to) =>
        string.Join(
            '\n',
            text.Split('\n').Select(line => line.StartsWith(from + ":", StringComparison.Ordinal) ? to + line[from.Length..] : line)
        );
}
