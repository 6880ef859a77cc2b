namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>Formats durations as text.</summary>
internal static class Durations
{
    /// <summary>Formats minutes as text, such as "30 minutes", "1 hour" or "2 hours 15 minutes".</summary>
    public static string InWords(int minutes)
    {
        var (hours, rest) = Math.DivRem(minutes, 60);
        return (hours, rest) switch
        {
            (0, _) => Counted(rest, "minute"),
            (_, 0) => Counted(hours, "hour"),
            _ => $"{Counted(hours, "hour")} {Counted(rest, "minute")}",
        };
    }

    private static string Counted(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
