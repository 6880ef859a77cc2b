using Bunit;
using IncidentTraining.Core.Response;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Response.Parts;
using IncidentTraining.Web.Features.Runs.Timers;

namespace IncidentTraining.Tests.Web.Response;

/// <summary>Severity and phase are shown by text and an icon, never by colour alone.</summary>
public sealed class BadgeTests : PageTest
{
    [Theory]
    [InlineData(Severity.P0, "P0 Critical")]
    [InlineData(Severity.P1, "P1 High")]
    [InlineData(Severity.P2, "P2 Medium")]
    [InlineData(Severity.P3, "P3 Low")]
    public void A_severity_has_its_level_its_word_and_an_icon(Severity severity, string words)
    {
        var badge = Render<SeverityBadge>(p => p.Add(b => b.Severity, severity)).Find("[data-testid=severity]");
        Assert.Equal(words, string.Join(' ', badge.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        Assert.NotNull(badge.QuerySelector("svg"));
    }

    [Fact]
    public void No_severity_is_said_in_words() =>
        Assert.Equal(
            "no severity yet",
            Render<SeverityBadge>(p => p.Add(b => b.Severity, null)).Find("[data-testid=severity]").TextContent
        );

    [Fact]
    public void Each_phase_has_its_word_and_an_icon_of_its_own()
    {
        var badges = Enum.GetValues<IncidentPhase>()
            .Select(phase => Render<PhaseBadge>(p => p.Add(b => b.Phase, phase)).Find("[data-testid=phase]"))
            .ToList();
        Assert.Equal(
            ["Detection", "Acknowledgement", "Investigation", "Mitigation", "Resolution", "Post-incident"],
            badges.Select(badge => badge.TextContent.Trim())
        );
        Assert.Equal(badges.Count, badges.Select(badge => badge.QuerySelector("svg")!.InnerHtml).Distinct().Count());
    }

    [Theory]
    [InlineData(90, "in 01:30", false)]
    [InlineData(-90, "overdue by 01:30", true)]
    public void What_is_due_says_how_long_it_has_and_how_long_it_is_over(int secondsLeft, string words, bool overdue)
    {
        var clock = Render<CountDown>(p => p.Add(c => c.Left, TimeSpan.FromSeconds(secondsLeft))).Find("[role=timer]");
        Assert.Equal(words, clock.TextContent);
        Assert.Equal(overdue, clock.ClassList.Contains("overdue"));
    }

    [Theory]
    [InlineData(1, "00:01")]
    [InlineData(-1, "00:00")]
    public void A_limit_is_not_counted_past(int secondsLeft, string words) =>
        Assert.Equal(
            words,
            Render<CountDown>(p =>
                    p.Add(c => c.Left, TimeSpan.FromSeconds(secondsLeft)).Add(c => c.Before, "").Add(c => c.After, (string?)null)
                )
                .Find("[role=timer]")
                .TextContent
        );
}
