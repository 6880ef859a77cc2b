using System.Collections.Frozen;

namespace IncidentTraining.Core.Runs;

/// <summary>An entry as people read it: with its last correction, and the original text.</summary>
/// <param name="Entry">The entry with its current text.</param>
/// <param name="Pinned">Whether it was pinned to the timeline.</param>
/// <param name="Original">The original text; null when it was never corrected.</param>
/// <param name="CorrectedBy">The person who corrected it last; empty when no one did.</param>
public sealed record ReadEntry(TimelineEntry Entry, bool Pinned, string? Original, string CorrectedBy);

/// <summary>
/// Reads the one log in two ways: the timeline shows what happened, the channel shows messages and alerts. Corrections and pins are
/// separate entries in the log and are shown with the entry that they refer to.
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

    /// <summary>Events, oldest first: everything but the crew's messages that no one pinned.</summary>
    public static IReadOnlyList<ReadEntry> Timeline(IReadOnlyList<TimelineEntry> log) =>
        [.. Read(log).Where(read => read.Entry.Kind != IncidentEventKind.Said || read.Pinned)];

    /// <summary>Messages and alerts, oldest first.</summary>
    public static IReadOnlyList<ReadEntry> Channel(IReadOnlyList<TimelineEntry> log) =>
        [.. Read(log).Where(read => !NotInChannel.Contains(read.Entry.Kind))];

    /// <summary>Every entry that does not refer to another one.</summary>
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
