using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IncidentTraining.Core.Runs;

/// <summary>Virtual times of a run: since the start of its shop, in whole microseconds, as the engine counts them.</summary>
public static class VirtualTime
{
    /// <summary>The time in whole microseconds, rounded down, so that it is the same before and after storing.</summary>
    public static TimeSpan Whole(TimeSpan time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>
    /// Whether a duration is no longer than a limit, in whole seconds, as both are shown: what reads "2 min" is within "2 min".
    /// </summary>
    public static bool IsWithin(TimeSpan took, TimeSpan limit) => (long)took.TotalSeconds <= (long)limit.TotalSeconds;

    /// <summary>A time as shown on a timeline: <c>07:32</c>, or <c>1:07:32</c> from an hour on; before the run with a minus.</summary>
    public static string Clock(TimeSpan time)
    {
        var sign = time < TimeSpan.Zero ? "−" : "";
        var plain = time.Duration();
        return plain.TotalHours >= 1
            ? $"{sign}{(int)plain.TotalHours}:{plain.Minutes:00}:{plain.Seconds:00}"
            : $"{sign}{plain.Minutes:00}:{plain.Seconds:00}";
    }

    /// <summary>A duration in words: <c>42 s</c>, <c>7 min 32 s</c>, <c>1 h 7 min</c>.</summary>
    public static string Words(TimeSpan time) =>
        time switch
        {
            { TotalMinutes: < 1 } => $"{(int)time.TotalSeconds} s",
            { TotalHours: < 1, Seconds: 0 } => $"{time.Minutes} min",
            { TotalHours: < 1 } => $"{time.Minutes} min {time.Seconds} s",
            { Minutes: 0 } => $"{(int)time.TotalHours} h",
            _ => $"{(int)time.TotalHours} h {time.Minutes} min",
        };
}

/// <summary>Stores a virtual time as a count of microseconds, which every database can order and compare.</summary>
internal sealed class VirtualTimeConverter()
    : ValueConverter<TimeSpan, long>(
        time => time.Ticks / TimeSpan.TicksPerMicrosecond,
        stored => new TimeSpan(stored * TimeSpan.TicksPerMicrosecond)
    );
