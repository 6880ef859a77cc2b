using System.Collections.Frozen;

namespace IncidentTraining.Core.Runs;

/// <summary>An entry as people read it: with its last correction, and what it said before.</summary>
/// <param name="Entry">The entry with the text that holds now.</param>
/// <param name="Pinned">Whether it was pinned to the timeline.</param>
/// <param name="Original">What it said first; null when it was never corrected.</param>
/// <param name="CorrectedBy">Who corrected it last; empty when no one did.</param>
public sealed record ReadEntry(TimelineEntry Entry, bool Pinned, string? Original, string CorrectedBy);

/// <summary>
/// Reads the one log in two ways: the timeline says what happened, the channel what was said and rang. Corrections and pins are
/// entries of their own in the log and show at the entry that they are about.
/// </summary>
public static class TimelineReading
{
    private static readonly FrozenSet<IncidentEventKind> Annotations = FrozenSet.Create(
        IncidentEventKind.Pinned,
        IncidentEventKind.Corrected
    );

    private static readonly FrozenSet<IncidentEventKind> NotInChannel = FrozenSet.Create(
        IncidentEventKind.Looked,
        IncidentEventKind.LabStepDone,
        IncidentEventKind.AlertPending,
        IncidentEventKind.ActionStarted,
        IncidentEventKind.PaceChanged
    );

    /// <summary>What happened, oldest first: all but the messages of the crew that no one pinned.</summary>
    public static IReadOnlyList<ReadEntry> Timeline(IReadOnlyList<TimelineEntry> log) =>
        [.. Read(log).Where(read => read.Entry.Kind != IncidentEventKind.Said || read.Pinned)];

    /// <summary>What was said and rang, oldest first.</summary>
    public static IReadOnlyList<ReadEntry> Channel(IReadOnlyList<TimelineEntry> log) =>
        [.. Read(log).Where(read => !NotInChannel.Contains(read.Entry.Kind))];

    /// <summary>Every entry that is not about another one.</summary>
    public static IEnumerable<ReadEntry> Read(IReadOnlyList<TimelineEntry> log)
    {
        var pinned = log.Where(e => e.Kind == IncidentEventKind.Pinned).Select(e => e.RefersTo).ToHashSet();
        var corrections = log.Where(e => e.Kind == IncidentEventKind.Corrected)
            .GroupBy(e => e.RefersTo!.Value)
            .ToDictionary(g => g.Key, g => g.MaxBy(e => e.Number)!);
        foreach (var entry in log.Where(e => !Annotations.Contains(e.Kind)))
        {
            yield return corrections.TryGetValue(entry.Number, out var correction)
                ? new ReadEntry(entry with { Text = correction.Text }, pinned.Contains(entry.Number), entry.Text, correction.From)
                : new ReadEntry(entry, pinned.Contains(entry.Number), null, "");
        }
    }
}
