using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

[Trait("Speed", "slow")]
public sealed class SpecificationTests(RenderedDay rendered) : IClassFixture<RenderedDay>
{
    private static readonly string Text = Specification.ReadFile();

    [Fact]
    public void Every_line_of_the_specification_is_shown_in_its_place() =>
        Assert.Equal([], SpecificationCheck.Run(rendered.Day, rendered.Open(), Specification.Parse(Text)));

    [Fact]
    public void The_specification_has_all_its_lines()
    {
        var lines = Specification.Parse(Text);

        Assert.Equal(240, lines.Count);
    }

    [Fact]
    public void A_change_of_any_line_of_the_specification_is_noticed()
    {
        var pages = rendered.Open();
        var lines = Specification.Parse(Text);

        for (var changed = 0; changed < lines.Count; changed++)
        {
            var other = lines.ToList();
            other[changed] = other[changed] with { Text = other[changed].Text + " indeed" };
            var missing = SpecificationCheck.Run(rendered.Day, pages, other);
            Assert.Contains(missing, line => line.StartsWith($"line {lines[changed].Number}:", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("lab-1-high-latency", "ol > li:nth-child(3)", "Identify root cause")]
    [InlineData("lab-2-payment-failure", "footer.page-source", "Source:")]
    [InlineData("lab-5-full-incident-response", "p:has(> strong)", "Objective:")]
    [InlineData("severity-levels", "ul > li", "System down")]
    [InlineData("assessment", "h2, h3", "Quiz Questions")]
    [InlineData("response-phases", "ol > li:nth-child(4)", "Mitigation - Stop impact")]
    public void A_line_taken_from_a_page_is_named(string pageId, string selector, string words)
    {
        var pages = rendered.Open();
        var page = pages[$"/learn/{RealContent.DayId}/{pageId}"];
        var element = page.QuerySelectorAll("article " + selector)
            .First(candidate => candidate.TextContent.Trim().StartsWith(words, StringComparison.Ordinal));

        element.Remove();

        Assert.Contains(SpecificationCheck.Run(rendered.Day, pages, Specification.Parse(Text)), line =>
            line.Contains($"/{pageId} ", StringComparison.Ordinal) && line.Contains(words, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Two_steps_in_the_wrong_order_are_noticed()
    {
        var pages = rendered.Open();
        var steps = pages[$"/learn/{RealContent.DayId}/lab-3-database-connection"].QuerySelector("article ol")!;

        steps.Append(steps.Children[1]);

        Assert.NotEmpty(SpecificationCheck.Run(rendered.Day, pages, Specification.Parse(Text)));
    }

    [Fact]
    public void A_wrong_length_is_noticed()
    {
        var pages = rendered.Open();
        pages[$"/learn/{RealContent.DayId}/lab-7-incident-communication"].QuerySelector(".page-length")!.TextContent = "1 hour";

        Assert.Contains(SpecificationCheck.Run(rendered.Day, pages, Specification.Parse(Text)), line =>
            line.Contains("30 minutes", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_link_to_another_page_than_the_specification_says_is_noticed()
    {
        var pages = rendered.Open();
        pages[$"/learn/{RealContent.DayId}/next-steps"].QuerySelector("article li a")!.SetAttribute("href", "/");

        Assert.Contains(SpecificationCheck.Run(rendered.Day, pages, Specification.Parse(Text)), line =>
            line.Contains("06-day-5-production-readiness.md", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void The_plan_shows_every_session_and_activity_in_order_with_its_length()
    {
        var plan = rendered.Open()[rendered.Day.Path];

        Assert.Equal(
            rendered.Day.Sessions.Select(session => session.Page.Title),
            plan.QuerySelectorAll(".plan-session h2").Select(heading => heading.TextContent)
        );
        var rows = plan.QuerySelectorAll(".plan-items li:not(.plan-pause)")
            .Select(row =>
                (Title: row.QuerySelector(".plan-title")!.TextContent.Trim(), Length: row.QuerySelector(".plan-length")!.TextContent)
            );
        var planned = Specification
            .Parse(Text)
            .Where(line => line.Minutes is not null)
            .Select(line => (Title: line.Text, Length: line.Minutes == 60 ? "1 hour" : $"{line.Minutes} minutes"));
        Assert.Equal(planned, rows);
    }
}
