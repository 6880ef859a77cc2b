using System.Globalization;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>Times of day in the zone of a class, as its plan gives them.</summary>
internal static class ClassTime
{
    /// <summary>A moment as hours and minutes.</summary>
    /// <param name="utc">UTC.</param>
    /// <param name="timeZone">An IANA zone.</param>
    public static string Show(DateTime utc, string timeZone) => Show(utc, timeZone, "HH:mm");

    /// <summary>A moment as hours, minutes and seconds.</summary>
    /// <param name="utc">UTC.</param>
    /// <param name="timeZone">An IANA zone.</param>
    public static string ShowSeconds(DateTime utc, string timeZone) => Show(utc, timeZone, "HH:mm:ss");

    private static string Show(DateTime utc, string timeZone, string format) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString(format, CultureInfo.InvariantCulture);
}
