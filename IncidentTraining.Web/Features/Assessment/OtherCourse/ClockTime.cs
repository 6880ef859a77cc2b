using System.Globalization;

namespace IncidentTraining.Web.Features.Assessment.OtherCourse;

/// <summary>A time on a run's clock as people type it.</summary>
public static class ClockTime
{
    private const int LargestFirst = 100_000;

    /// <summary>The time of <c>7:32</c>, <c>1:07:32</c> or, in seconds, <c>452</c>; null when the text is none.</summary>
    public static TimeSpan? Parse(string? text)
    {
        var parts = (text ?? "").Trim().Split(':');
        var seconds = 0L;
        foreach (var (place, part) in parts.Index())
        {
            if (
                parts.Length > 3
                || !int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || number > (place == 0 ? LargestFirst : 59)
            )
            {
                return null;
            }

            seconds = (seconds * 60) + number;
        }

        return TimeSpan.FromSeconds(seconds);
    }
}
