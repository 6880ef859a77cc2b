using Bunit;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Runs.Parts;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The shop's clock: UTC in a run's views, with the time in the run behind it.</summary>
public sealed class ShopTimeTests : PageTest
{
    private static readonly ShopClock Clock = new(new DateTime(2026, 11, 29, 23, 40, 5, DateTimeKind.Utc));

    [Theory]
    [InlineData(452, "23:47:37", "07:32 in the run", "2026-11-29T23:47:37Z")]
    [InlineData(-600, "23:30:05", "−10:00 in the run", "2026-11-29T23:30:05Z")]
    [InlineData(1_200, "00:00:05", "20:00 in the run", "2026-11-30T00:00:05Z")]
    public void A_moment_is_told_by_the_time_of_day(int second, string shown, string inTheRun, string stamp)
    {
        var time = Render<ShopTime>(p => p.AddCascadingValue(Clock).Add(t => t.At, TimeSpan.FromSeconds(second))).Find("time");

        Assert.Equal((shown, inTheRun, stamp), (time.TextContent, time.GetAttribute("title"), time.GetAttribute("datetime")));
    }

    [Fact]
    public void In_a_sentence_the_zone_is_said() =>
        Assert.Equal(
            "23:40:05 UTC",
            Render<ShopTime>(p => p.AddCascadingValue(Clock).Add(t => t.At, TimeSpan.Zero).Add(t => t.WithZone, true))
                .Find("time")
                .TextContent
        );

    [Fact]
    public void Where_no_clock_is_known_the_time_in_the_run_is_told() =>
        Assert.Equal("07:32", Render<ShopTime>(p => p.Add(t => t.At, TimeSpan.FromSeconds(452))).Find("time").TextContent);

    [Theory]
    [InlineData(-60, "23:39")]
    [InlineData(-90_000, "28 Nov 22:40")]
    [InlineData(1_200, "30 Nov 00:00")]
    public void Another_day_is_named(int second, string shown) => Assert.Equal(shown, Clock.DayAndTime(TimeSpan.FromSeconds(second)));
}
