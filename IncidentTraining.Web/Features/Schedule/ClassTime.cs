using System.Globalization;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>Formats times of day in a class's time zone.</summary>
internal static class ClassTime
{
    /// <summary>Formats a time as hours and minutes.</summary>
    /// <param name="timeZone">An IANA zone.</param>
    public static string Show(DateTime utc, string timeZone) => Show(utc, timeZone, "HH:mm");

    /// <summary>Formats a time as hours, minutes and seconds.</summary>
    /// <param name="timeZone">An IANA zone.</param>
    public static string ShowSeconds(DateTime utc, string timeZone) => Show(utc, timeZone, "HH:mm:ss");

    private static string Show(DateTime utc, string timeZone, string format) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString(format, CultureInfo.InvariantCulture);
}
