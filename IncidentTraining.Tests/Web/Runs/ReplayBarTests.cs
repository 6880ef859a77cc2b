using Bunit;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Parts;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The axis of a replay: the shop's clock, followed by the position in the replay.</summary>
public sealed class ReplayBarTests : PageTest
{
    private static readonly ShopClock Clock = new(new DateTime(2026, 11, 29, 18, 52, 38, DateTimeKind.Utc));

    [Fact]
    public void The_axis_its_events_and_the_moment_are_told_by_the_wall_clock()
    {
        var bar = Render<ReplayBar>(p =>
            p.AddCascadingValue(Clock)
                .Add(b => b.Length, TimeSpan.FromMinutes(20))
                .Add(b => b.At, TimeSpan.FromSeconds(754))
                .Add(b => b.Events, [new ChartMark(452, "alert", "P95 is high")])
        );

        Assert.Equal("19:05:12 UTC 12:34 of 20:00", bar.Find("[data-testid=replay-at]").TextContent.Trim());
        Assert.Equal("19:05:12 UTC", bar.Find("[data-testid=replay-slider]").GetAttribute("aria-valuetext"));
        Assert.Equal(["18:52:38 UTC", "19:12:38 UTC"], bar.FindAll(".replay-ends span").Select(end => end.TextContent));
        Assert.Equal("19:00:10 UTC, 07:32 in the run: P95 is high", bar.Find(".replay-marks span").GetAttribute("title"));
        Assert.Equal("19:00:10 UTC: P95 is high", bar.Find(".replay-event").TextContent);
    }
}
