using System.Globalization;
using System.Text.RegularExpressions;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>Lessons about keeping promises keep their own: the next message comes when it was announced, and figures follow from the shop's
/// traffic.</summary>
public sealed partial class PromiseTests
{
    private static readonly string Day = Path.Combine(RealContent.Directory, "days", RealContent.DayId);
    private static readonly string Lab = File.ReadAllText(Path.Combine(Day, "labs/lab-7-incident-communication.md"));
    private static readonly string Lecture = File.ReadAllText(Path.Combine(Day, "lectures/incident-response-principles.md"));

    [Fact]
    public void Each_message_of_Lab_7_has_a_successor_at_the_time_that_it_promises()
    {
        var facts = InstalmentTime().Matches(Lab).Select(match => TimeOf(match.Groups[1].Value)).ToList();
        var promised = Promise().Matches(Lab).Select(match => TimeOf(match.Groups[1].Value)).ToList();

        Assert.Equal(["16:05", "16:25", "16:45", "17:02"], facts.Select(time => $"{time:HH:mm}"));
        Assert.Equal(3, promised.Count);

        // The facts are there when the message is due, and not long before.
        Assert.All(promised.Zip(facts.Skip(1)), pair => Assert.InRange((pair.First - pair.Second).TotalMinutes, 0, 5));
    }

    [Fact]
    public void Facts_after_the_first_are_closed_until_they_are_opened()
    {
        var closed = Lab.Split("::: details Open after").Skip(1).Select(block => block.Split('\n')[0]).ToList();

        Assert.Equal(3, closed.Count);
        Assert.All((string[])["16:25", "16:45", "17:02"], time =>
            Assert.Contains(closed, title => title.EndsWith(time, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_volumes_of_Lab_7_follow_from_two_customers_a_second()
    {
        const int ASecond = 2;
        var (slow, after) = (ASecond * 42 * 60, ASecond * 16 * 60);
        var failedOnce = (0.40 * slow) + (0.09 * after);
        var failedThrice = (0.4 * 0.4 * 0.4 * slow) + (0.09 * 0.09 * 0.09 * after);

        Assert.Contains($"about {Math.Round(failedOnce / 10) * 10:N0} customers", Lab, StringComparison.Ordinal);
        Assert.Contains($"{Math.Round(failedThrice)} have no order", Lab, StringComparison.Ordinal);
        Assert.Contains(
            $"About {Math.Round(0.4 * ASecond * 33 * 60 / 10) * 10:N0} customers have had at least one failed attempt",
            Lab,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"pending amount, {Math.Round(117 * 32.5, MidpointRounding.ToZero):N0} USD in total",
            Lab,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Each_update_that_the_first_lecture_promises_is_in_its_timeline_by_then()
    {
        var rows = TimelineRow()
            .Matches(Lecture)
            .Select(match => (Time: TimeOf(match.Groups[1].Value), Text: match.Groups[2].Value))
            .ToList();

        Assert.Contains("Next update by 18:10 UTC", Lecture, StringComparison.Ordinal);
        Assert.Contains(rows, row =>
            row.Time == new TimeOnly(18, 10) && row.Text.Contains("public update, as promised", StringComparison.Ordinal)
        );
        Assert.Contains("next update by 18:42", Lecture, StringComparison.Ordinal);
        Assert.Contains(rows, row =>
            row.Time > new TimeOnly(18, 12)
            && row.Time <= new TimeOnly(18, 42)
            && row.Text.Contains("update", StringComparison.OrdinalIgnoreCase)
        );
        Assert.Contains("| payments of unknown outcome compared with Paylane's export and settled |", Lecture, StringComparison.Ordinal);
    }

    private static TimeOnly TimeOf(string text) => TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"[Ww]hat you know at (\d\d:\d\d)")]
    private static partial Regex InstalmentTime();

    [GeneratedRegex(@"^> Next update: (\d\d:\d\d) UTC", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"^\| (\d\d:\d\d)[^|]*\| [^|]+ \| ([^|]+) \|", RegexOptions.Multiline)]
    private static partial Regex TimelineRow();
}
