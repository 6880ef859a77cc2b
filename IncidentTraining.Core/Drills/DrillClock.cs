using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Drills;

/// <summary>
/// Inserts times of day into the texts of a drill, which runs on the wall clock: <c>{start-13m}</c> counts from the start, <c>{now-2m}</c>
/// from the moment at which the text arrives.
/// </summary>
internal static partial class DrillClock
{
    /// <summary>The text with times of day in UTC.</summary>
    /// <param name="text">The text with its fields.</param>
    /// <param name="startedAt">When the drill began, UTC.</param>
    /// <param name="now">When the text arrives, UTC.</param>
    public static string Fill(string text, DateTime startedAt, DateTime now) =>
        Field()
            .Replace(text, field =>
            {
                var from = field.Groups["from"].Value == "start" ? startedAt : now;
                var minutes = field.Groups["minutes"] is { Success: true } given ? int.Parse(given.Value, CultureInfo.InvariantCulture) : 0;
                return from.AddMinutes(minutes).ToString("HH:mm", CultureInfo.InvariantCulture);
            });

    /// <summary>Fields that are not valid.</summary>
    public static IEnumerable<string> UnknownIn(string text) => AnyField().Matches(Field().Replace(text, "")).Select(field => field.Value);

    [GeneratedRegex(@"\{(?<from>start|now)(?<minutes>[+-]\d{1,3})?(?(minutes)m)\}")]
    private static partial Regex Field();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex AnyField();
}
