using System.Globalization;

namespace IncidentTraining.Web.Http;

/// <summary>The value of the <c>Retry-After</c> header.</summary>
internal static class Waiting
{
    /// <summary>Whole seconds, at least one: a browser that retries at once would be refused again.</summary>
    public static string InSeconds(TimeSpan wait) =>
        Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
