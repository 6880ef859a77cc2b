using IncidentTraining.Core.Documents.Checks;

namespace IncidentTraining.Tests.Core.Documents.Checks;

public sealed class WrittenTimelineTests
{
    [Theory]
    [InlineData("- [08:47] slow", "08:47")]
    [InlineData("`07:35` slow", "07:35")]
    [InlineData("- [12-05 16:21] slow", "16:21")]
    [InlineData("10h47 slow", "10:47")]
    [InlineData("14.10 slow", "14:10")]
    [InlineData("1:05 PM slow", "13:05")]
    [InlineData("_5:30 pm_ – slow", "17:30")]
    [InlineData("12:05 AM slow", "00:05")]
    [InlineData("12:05 PM slow", "12:05")]
    [InlineData("9 am: slow", "09:00")]
    [InlineData("13:55 PM slow", "13:55")]
    [InlineData("**16:39:31** – slow", "16:39")]
    [InlineData("- 12:59:00: slow", "12:59")]
    [InlineData("### 11:39AM", "11:39")]
    [InlineData("| Thu | Jan 20 | 22:40 | slow |", "22:40")]
    [InlineData("| 2026-01-21 15:36 | slow |", "15:36")]
    [InlineData("| 1 | 10:04 | slow |", "10:04")]
    [InlineData("2026-01-21T15:36:10Z slow", "15:36")]
    [InlineData("04-12-2026 7:23 AM GMT+1 - slow", "07:23")]
    [InlineData("12:45 PM PST Saturday Oct 30th: slow", "12:45")]
    [InlineData("~ 14.00 slow", "14:00")]
    [InlineData("10.30ish slow", "10:30")]
    [InlineData("16:39:32-38 | slow", "16:39")]
    [InlineData("12:26-12:?? slow", "12:26")]
    [InlineData("3. 10:15 AM UTC: slow", "10:15")]
    [InlineData("- [x] 10:15 slow", "10:15")]
    [InlineData("At 10:15 UTC it was slow", "10:15")]
    public void A_time_is_read_as_people_write_it(string line, string time) =>
        Assert.Equal(
            time,
            Assert.Single(TimelineChecks.Read(line)).At.ToString(@"hh\:mm", System.Globalization.CultureInfo.InvariantCulture)
        );

    [Theory]
    [InlineData("Version 10.4 was slow")]
    [InlineData("10:60 is no time")]
    [InlineData("25:00 is no time")]
    [InlineData("3 servers were slow")]
    [InlineData("1.2.3.4 was slow")]
    [InlineData("192.168.0.10 was slow")]
    [InlineData("It took 10:04 minutes")]
    [InlineData("May 4 was slow")]
    public void What_only_looks_like_a_time_is_none(string line) => Assert.Empty(TimelineChecks.Read(line));

    [Theory]
    [InlineData("11:50 AM a\n1:05 PM b", "11:50 13:05")]
    [InlineData("### May 12\n23:00 a\n### 13 May\n07:30 b", "23:00 31:30")]
    [InlineData("**Monday 4 May 2026**\n\n16:10 a\n\nWednesday 6 May\n\n11:03 b", "16:10 59:03")]
    [InlineData("- [12-05 16:21] a\n- [12-06 09:00] b", "16:21 33:00")]
    [InlineData("04-12-2026 23:00 a\n05-12-2026 01:00 b", "23:00 25:00")]
    [InlineData("04-29-2026 23:00 a\n04-30-2026 01:00 b", "23:00 25:00")]
    [InlineData("Dec 31 23:00 a\nJan 1 01:00 b", "23:00 25:00")]
    [InlineData("| Thu | 22:40 | a |\n| Fri | 00:20 | b |", "22:40 24:20")]
    [InlineData("11:00 PM Saturday May 2nd: a\n03:30 AM Sunday May 3rd: b", "23:00 27:30")]
    [InlineData("- **2026-05-04**: the release\n- 10:00 a\n- **2026-05-05**: the day after\n- 09:00 b", "10:00 33:00")]
    public void Days_are_counted_on_from_the_first(string text, string hours) =>
        Assert.Equal(
            hours,
            string.Join(' ', TimelineChecks.Read(text).Select(entry => $"{(int)entry.At.TotalHours:00}:{entry.At.Minutes:00}"))
        );

    [Theory]
    [InlineData("22:00 a\n10:01 b", false)]
    [InlineData("22:00 a\n10:00 b", false)]
    [InlineData("22:00 a\n09:59 b", true)]
    public void Going_back_by_more_than_twelve_hours_is_the_next_day(string text, bool nextDay) =>
        Assert.Equal(nextDay, TimelineChecks.Read(text)[1].At > TimeSpan.FromDays(1));

    [Fact]
    public void The_text_of_an_entry_is_what_follows_its_time() =>
        Assert.Equal(
            ["Pool is empty", "alert", "the runbook is open"],
            TimelineChecks
                .Read("- [08:47] Pool is empty\n| 08:49 UTC | alert | dashboard |\n`08:50`: [the runbook](https://example.org/r) is open")
                .Select(entry => entry.Text.Split('|')[0].Trim())
        );
}
