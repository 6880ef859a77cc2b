using IncidentTraining.Core.Content;
using IncidentTraining.Core.Drills;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Drills;

/// <summary>Each mistake in a drill is one message at its line, with its cure.</summary>
public sealed class DrillReaderTests
{
    private static readonly string Lab7 = File.ReadAllText(Path.Combine(RealContent.Directory, "drills/lab-7-live.yaml"))
        .ReplaceLineEndings("\n");

    [Theory]
    [InlineData(
        "    severity: p0\n    impact: down\n    stage: investigating\n",
        "    impact: down\n    stage: investigating\n",
        "  - id: page",
        "The first fact does not state 'severity', so the first update could not be judged"
    )]
    [InlineData("  - id: guess\n    after: 4m", "  - id: guess\n    after: 8m", "    after: 7m", "'charged' does not come after 'guess'")]
    [InlineData("    after: 26m", "    after: 30m", "    after: 30m", "'refunds' comes after the drill has ended")]
    [InlineData("{start-4m}", "{begin-4m}", "    text: >-", "There is no field {begin-4m}")]
    [InlineData("    known-from: over", "    known-from: ever", "    known-from: ever", "There is no fact 'ever'")]
    [InlineData("    audience: partners\n    outside", "    outside", "people:", "No one in the channel stands for partners")]
    [InlineData("from: customer, after: 12m", "from: rosa, after: 12m", "from: rosa, after: 12m", "There is no person 'rosa' in 'people'")]
    [InlineData(
        "from: customer, after: 12m",
        "from: customer, after: 30m",
        "from: customer, after: 30m",
        "The time of a reaction is out of bounds"
    )]
    [InlineData(
        "    impact: errors\n",
        "    impact: unstated\n",
        "    impact: unstated",
        "A fact states what customers notice, or leaves it as it was"
    )]
    [InlineData("  - id: over\n", "  - id: page\n", "facts:", "'page' occurs 2 times in 'facts'")]
    public void A_mistake_is_reported_where_it_is(string was, string becomes, string at, string reason)
    {
        Assert.Contains(was, Lab7, StringComparison.Ordinal);
        var text = Lab7.Replace(was, becomes, StringComparison.Ordinal);
        var file = new ContentFile("drills/lab-7-live.yaml", text);
        DrillReader.Read(file);
        file.ReportUnknownKeys();
        var problem = Assert.Single(file.Problems, one => one.Reason == reason);
        Assert.NotEqual("", problem.Cure);
        var lines = text.Split('\n');
        Assert.StartsWith(
            at.Split('\n')[0],
            at.StartsWith("from:", StringComparison.Ordinal)
                ? lines[problem.Line - 1][lines[problem.Line - 1].IndexOf("from:", StringComparison.Ordinal)..]
                : lines[problem.Line - 1],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_drill_of_the_content_has_no_mistake()
    {
        var file = new ContentFile("drills/lab-7-live.yaml", Lab7);
        DrillReader.Read(file);
        file.ReportUnknownKeys();
        Assert.Empty(file.Problems);
    }
}
