using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>The part of a result about a page without harm to customers, and about an incident that was mistaken for one.</summary>
internal static class FalseAlarm
{
    /// <summary>When it paged; for a run that paged no one, its first sign. Null for neither.</summary>
    public static TimeSpan? PagedAt(IReadOnlyList<TimelineEntry> log, Incident incident) =>
        log.FirstOrDefault(e => e.Kind == IncidentEventKind.Paged)?.At ?? incident.FirstSignAt;

    /// <summary>
    /// Whether a diagnosis is supported by evidence from after the page and from a view that shows that no customer is harmed.
    /// </summary>
    public static bool IsShown(RunRecord record, DeclaredDiagnosis declared) => IsShown(record.Cause, record.Paged, record.Log, declared);

    /// <summary>Whether the last diagnosis is supported by such evidence.</summary>
    public static bool IsShown(RootCause cause, TimeSpan? paged, IReadOnlyList<TimelineEntry> log) =>
        DeclaredDiagnosis.Of(log) is [.., var last] && IsShown(cause, paged, log, last);

    /// <summary>Whether the last diagnosis is "no incident" and is supported by such evidence.</summary>
    public static bool IsRight(RunRecord record) =>
        DeclaredDiagnosis.Of(record.Log) is [.., { Claims.Count: 0 } last] && IsShown(record, last);

    /// <summary>When it was closed as no incident; null when it was not, or when another diagnosis was declared after that.</summary>
    public static TimeSpan? ClosedAt(IReadOnlyList<TimelineEntry> log) =>
        log.LastOrDefault(e => e.Kind is IncidentEventKind.ClosedAsNoIncident or IncidentEventKind.CauseDeclared)
            is { Kind: IncidentEventKind.ClosedAsNoIncident } closed
            ? closed.At
            : null;

    /// <summary>
    /// Whether a false alarm was closed as one and, in the end, no service level was violated because of the crew's actions.
    /// </summary>
    public static bool IsHandled(RunRecord record) =>
        record.IsHealthy && ClosedAt(record.Log) is not null && record.Shop.Truth.ServiceLevelsHold;

    /// <summary>The headline of a false alarm, in a sentence or two.</summary>
    public static string Headline(RunRecord record)
    {
        var (last, closed) = (DeclaredDiagnosis.Of(record.Log).LastOrDefault(), ClosedAt(record.Log));
        var said = last switch
        {
            null => "There was no incident, and nothing was declared about it.",
            { Claims.Count: > 0 } => "There was no incident, but a fault was declared.",
            _ when !IsShown(record, last) =>
                $"There was no incident, and none was declared at {record.Clock.Told(last.At)}, but no pinned evidence shows it.",
            _ => $"There was no incident, and the crew said so with evidence at {record.Clock.Told(last.At)}.",
        };
        var end = (last, closed) switch
        {
            (_, { } at) => $" It was closed at {record.Clock.Told(at)}.",
            ({ Claims.Count: 0 }, null) => " It was never closed.",
            _ => "",
        };
        return said
            + end
            + (
                record.Shop.Truth.ServiceLevelsHold
                    ? ""
                    : " When the run ended, a service level was violated because of the crew's actions."
            );
    }

    /// <summary>The first sentence about an incident that was declared to be none; empty for any other.</summary>
    public static string Dismissed(RunRecord record) =>
        DeclaredDiagnosis.Of(record.Log) is [.., { Claims.Count: 0 } last]
            ? $"There was an incident, and it was declared to be none at {record.Clock.Told(last.At)}{(ClosedAt(record.Log) is null ? "" : " and closed")}. "
            : "";

    private static bool IsShown(RootCause cause, TimeSpan? paged, IReadOnlyList<TimelineEntry> log, DeclaredDiagnosis declared) =>
        PinnedEvidence
            .Of(log)
            .Any(pin => declared.Evidence.Contains(pin.Number) && pin.To >= paged && pin.Views.Intersect(cause.ShownBy).Any());
}
