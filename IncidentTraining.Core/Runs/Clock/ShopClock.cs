using System.Globalization;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// The wall clock of a run's shop, UTC: the only clock with which people read the times of a run. It shows the run's actual start time and
/// advances with the run's own time, so a pause is not a gap in the incident, and a rehearsal is not an incident of seconds.
/// </summary>
/// <param name="Began">When the run began, UTC.</param>
public sealed record ShopClock(DateTime Began)
{
    private static readonly string[] Typed = ["H:mm:ss", "H:mm"];

    /// <summary>The clock of a run.</summary>
    public static ShopClock Of(LabRun run) => new(run.StartedAt);

    /// <summary>The moment, UTC.</summary>
    /// <param name="at">Virtual time; negative before the run.</param>
    public DateTime Moment(TimeSpan at) => Began + at;

    /// <summary>The time of day to the second, for places that show the zone once: <c>19:05:12</c>.</summary>
    public string Time(TimeSpan at) => Moment(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The time of day to the second with its zone: <c>19:05:12 UTC</c>.</summary>
    public string Told(TimeSpan at) => $"{Time(at)} UTC";

    /// <summary>The time of day to the minute: <c>19:05</c>. Seconds are cut off, so a promise is read as the earlier time.</summary>
    public string Minute(TimeSpan at) => Moment(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>A period: <c>19:05:12 to 19:07:00 UTC</c>.</summary>
    public string Stretch(TimeSpan from, TimeSpan to) => $"{Time(from)} to {Told(to)}";

    /// <summary>The time of day with the run's own time, for readers who need both: <c>19:05:12 UTC, 12:34 in the run</c>.</summary>
    public string Both(TimeSpan at) => $"{Told(at)}, {VirtualTime.Clock(at)} in the run";

    /// <summary>The time of day to the minute, preceded by the day if it differs from the day on which the run began.</summary>
    public string DayAndTime(TimeSpan at)
    {
        var moment = Moment(at);
        return moment.ToString(moment.Date == Began.Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>The moment in the format of the <c>time</c> element.</summary>
    public string Stamp(TimeSpan at) => Moment(at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Parses a time of day, UTC, as written by <see cref="Time"/>, with or without seconds.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The virtual time, less than a day, at which this clock first shows it; null when the text is not a time of day.</returns>
    public TimeSpan? Parse(string? text)
    {
        if (!TimeOnly.TryParseExact((text ?? "").Trim(), Typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return null;
        }

        // The clock shows whole seconds: the one in which the run began is its first.
        var began = TimeSpan.FromSeconds(Math.Floor(Began.TimeOfDay.TotalSeconds));
        var ahead = time.ToTimeSpan() - began;
        return ahead < TimeSpan.Zero ? ahead + TimeSpan.FromDays(1) : ahead;
    }
}
