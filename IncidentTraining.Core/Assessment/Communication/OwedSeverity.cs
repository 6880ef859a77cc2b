using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// The severity that determines the update cadence: the level that was set, or the measured one if it is more severe and has lasted.
/// Setting the level too low does not spare a crew any update.
/// </summary>
internal sealed class OwedSeverity
{
    /// <summary>How often the impact is measured. <see cref="SeverityRecord.Grace"/> is a multiple of it.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(30);

    private static readonly int Lasting = (int)(SeverityRecord.Grace / Step);

    private readonly IReadOnlyList<TimelineEntry> _log;
    private readonly Severity[] _lasted;

    private OwedSeverity(IReadOnlyList<TimelineEntry> log, Severity[] lasted) => (_log, _lasted) = (log, lasted);

    public static OwedSeverity Of(ICommunicationTruth record)
    {
        var measured = Enumerable.Range(0, (int)(record.End / Step) + 1).Select(step => record.MeasuredAt(step * Step)).ToArray();
        // The least severe level of the last minutes is the one below which none of them fell.
        return new OwedSeverity(
            record.Log,
            [.. measured.Select((_, step) => step < Lasting ? Severity.P3 : measured[(step - Lasting)..(step + 1)].Max())]
        );
    }

    /// <summary>The level that was set last; null before one was.</summary>
    public Severity? Given(TimeSpan at) =>
        _log.LastOrDefault(entry => entry.Kind == IncidentEventKind.SeveritySet && entry.At <= at) is { } set
        && Enum.TryParse<Severity>(set.Subject, out var given)
            ? given
            : null;

    /// <summary>The level that determines the cadence; null when none was set and the impact requires no more than that.</summary>
    public Severity? At(TimeSpan at) => Raised(at) ?? Given(at);

    /// <summary>The measured level if it requires more than the one that was set; if none was set, updates are due as at P1.</summary>
    public Severity? Raised(TimeSpan at)
    {
        var lasted = _lasted[Math.Clamp((int)(at / Step), 0, _lasted.Length - 1)];
        return lasted < (Given(at) ?? Severity.P1) ? lasted : null;
    }

    /// <summary>
    /// Whether a first message came in time; null if the severity has no target. A target that is due only to the measured impact can be
    /// missed, but a crew that did not see it gets no credit for meeting it.
    /// </summary>
    public bool? IsInTime(TimeSpan? told, TimeSpan since, TimeSpan ends)
    {
        var until = told ?? ends;
        return UpdateWords.FirstUpdate(At(until)) is not { } target ? null
            : told is not { } at || at - since > target ? false
            : UpdateWords.FirstUpdate(Given(until)) is null ? null
            : true;
    }

    /// <summary>
    /// The moments between two others from which another level is in force, each with the time from which it requires updates: a level that
    /// was set requires nothing in its first minutes, and a measured one has already lasted that long.
    /// </summary>
    public IReadOnlyList<(TimeSpan At, TimeSpan Asks)> Changes(TimeSpan from, TimeSpan to)
    {
        var set = _log.Where(entry => entry.Kind == IncidentEventKind.SeveritySet)
            .Select(entry => (entry.At, Asks: entry.At + SeverityRecord.Grace));
        var measured = Enumerable
            .Range(1, _lasted.Length - 1)
            .Select(step => step * Step)
            .Where(IsMeasuredChange)
            .Select(at => (At: at, Asks: at));
        return [.. set.Concat(measured).Where(change => change.At > from && change.At < to).OrderBy(change => change.At)];
    }

    /// <summary>
    /// Whether the measured level starts or stops counting. A level that is set at that moment has its own first minutes.
    /// </summary>
    private bool IsMeasuredChange(TimeSpan at)
    {
        var before = at - TimeSpan.FromTicks(1);
        return Raised(at) != Raised(before) && (Raised(at) is not null || Given(at) == Given(before));
    }
}
