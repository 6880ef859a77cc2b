using System.Globalization;

namespace IncidentTraining.Web.Features.Schedule;

/// <summary>Times of day in the zone of a class, as its plan gives them.</summary>
internal static class ClassTime
{
    /// <summary>A moment as hours and minutes.</summary>
    /// <param name="utc">UTC.</param>
    /// <param name="timeZone">An IANA zone.</param>
    public static string Show(DateTime utc, string timeZone) =>
        TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(timeZone)).ToString("HH:mm", CultureInfo.InvariantCulture);
}
