using System.Globalization;

namespace IncidentTraining.Web.Features.Runs;

/// <summary>The wall clock of a run's shop, UTC: it shows the run's beginning at its start and goes with the run's own time, so a pause is
/// no gap.</summary>
/// <param name="Began">When the run began, UTC.</param>
public sealed record ShopClock(DateTime Began)
{
    /// <summary>The time of day at a moment of the run.</summary>
    public string Time(TimeSpan at) => (Began + at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The time of day, and the day before it where it is another than that of the run's beginning.</summary>
    public string DayAndTime(TimeSpan at)
    {
        var moment = Began + at;
        return moment.ToString(moment.Date == Began.Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>The moment in the form that a <c>time</c> element asks for.</summary>
    public string Stamp(TimeSpan at) => (Began + at).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
