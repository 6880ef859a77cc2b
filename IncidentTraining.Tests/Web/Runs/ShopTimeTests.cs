using Bunit;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using IncidentTraining.Web.Features.Runs.Parts;

namespace IncidentTraining.Tests.Web.Runs;

/// <summary>The shop's clock: UTC in a run's views, followed by the time in the run.</summary>
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
    public void A_stretch_and_a_moment_with_its_time_in_the_run_say_the_zone_once() =>
        Assert.Equal(
            ("23:40:05 to 23:47:37 UTC", "23:47:37 UTC, 07:32 in the run", "23:47"),
            (
                Clock.Stretch(TimeSpan.Zero, TimeSpan.FromSeconds(452)),
                Clock.Both(TimeSpan.FromSeconds(452)),
                Clock.Minute(TimeSpan.FromSeconds(452))
            )
        );

    [Theory]
    [InlineData("23:40:05", 0)]
    [InlineData(" 23:47:37 ", 452)]
    [InlineData("0:00:05", 1_200)]
    [InlineData("00:01", 1_255)]
    [InlineData("23:40:04", 86_399)]
    [InlineData("24:00", null)]
    [InlineData("23:60", null)]
    [InlineData("7:32 min", null)]
    [InlineData("452", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_time_of_day_that_is_typed_is_the_first_moment_at_which_the_clock_shows_it(string? text, int? second)
    {
        Assert.Equal(second, (int?)Clock.Parse(text)?.TotalSeconds);
        // A run begins in the middle of a second, and its clock shows whole ones.
        Assert.Equal(second, (int?)new ShopClock(Clock.Began.AddMilliseconds(999)).Parse(text)?.TotalSeconds);
    }

    [Theory]
    [InlineData(-60, "23:39")]
    [InlineData(-90_000, "28 Nov 22:40")]
    [InlineData(1_200, "30 Nov 00:00")]
    public void Another_day_is_named(int second, string shown) => Assert.Equal(shown, Clock.DayAndTime(TimeSpan.FromSeconds(second)));
}
