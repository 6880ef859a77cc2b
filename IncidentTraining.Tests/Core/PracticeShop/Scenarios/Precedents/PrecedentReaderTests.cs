using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios.Precedents;

/// <summary>The real outages on which the causes of a scenario are based.</summary>
public class PrecedentReaderTests
{
    const string Outages = "on-call-outages";

    static string Text => Labs.Scenario(Outages).Source;

    [Fact]
    public void Six_incidents_are_each_made_after_another_real_outage_and_no_healthy_shop_is()
    {
        var causes = Labs.Scenario(Outages).RootCauses;
        var precedents = causes.Where(cause => !cause.IsHealthy).Select(cause => cause.Precedent!).ToList();

        Assert.Equal(6, precedents.Count);
        Assert.All(causes.Where(cause => cause.IsHealthy), cause => Assert.Null(cause.Precedent));
        Assert.Equal(6, precedents.Select(one => one.Address).Distinct().Count());
        Assert.All(precedents, one => Assert.InRange(one.Told.Length, 500, Precedent.MostCharacters));
        // Not only a story: its relation to ours.
        Assert.All(precedents, one => Assert.Matches(@"\b[Ww]e share\b|\bshares\b", one.Told));
    }

    [Theory]
    [InlineData("      title: \"Fastly, 8 June 2021\"\n", "", "'title' is missing")]
    [InlineData(
        "      address: https://www.fastly.com/",
        "      adress: https://www.fastly.com/",
        "'adress' is unknown here, and 'address' is missing"
    )]
    [InlineData("https://www.fastly.com/blog/summary-of-june-8-outage", "http://www.fastly.com/blog", "is not a web address")]
    [InlineData("https://www.fastly.com/blog/summary-of-june-8-outage", "fastly.com/blog", "is not a web address")]
    [InlineData("https://www.fastly.com/blog/summary-of-june-8-outage", "https://fastly/blog", "is not a web address")]
    public void A_mistake_is_reported_with_its_line_and_cure(string right, string wrong, string reason)
    {
        var file = ReadWith(right, wrong);

        var problem = Assert.Single(file.Problems);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.Equal($"scenarios/{Outages}.yaml", problem.File);
        var begin = Text[..Text.IndexOf("    precedent:\n", StringComparison.Ordinal)].Count(letter => letter == '\n');
        Assert.InRange(problem.Line, begin + 1, begin + 10);
        Assert.NotEmpty(problem.Cure);
    }

    [Theory]
    [InlineData(Precedent.MostCharacters, 0)]
    [InlineData(Precedent.MostCharacters + 1, 1)]
    public void A_story_is_a_paragraph(int characters, int problems)
    {
        var begin = Text.IndexOf("      told: |\n", StringComparison.Ordinal);
        var end = Text.IndexOf("      source:", begin, StringComparison.Ordinal);

        var file = ReadWith(Text[begin..end], $"      told: {new string('a', characters)}\n");

        Assert.Equal(
            problems,
            file.Problems.Count(problem => problem.Reason.Contains("The story of the precedent", StringComparison.Ordinal))
        );
        Assert.Equal(problems, file.Problems.Count);
    }

    static ContentFile ReadWith(string right, string wrong)
    {
        var at = Text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"“{right}” is no longer in the scenario.");
        var file = new ContentFile($"scenarios/{Outages}.yaml", Text[..at] + wrong + Text[(at + right.Length)..]);
        _ = ScenarioReader.Read(file);
        return file;
    }
}
