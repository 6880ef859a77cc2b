using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Core.Assessment;

/// <summary>
/// How long a run took between two points, in virtual time, from the engine's truth and the recorded timeline, not from typed text. The
/// names follow the usual incident measures (time to detect, acknowledge, mitigate, resolve).
/// </summary>
/// <param name="Detect">From the onset (first violation of a service level) to the first firing alert or the acknowledgement, whichever
/// came first.</param>
/// <param name="Acknowledge">From detection to the responder's acknowledgement.</param>
/// <param name="Assess">From the acknowledgement to the first severity.</param>
/// <param name="FirstUpdate">From detection to the first status update.</param>
/// <param name="Mitigate">From the onset to the start of the period in which every service level held.</param>
/// <param name="Resolve">From the onset until that period and the absence of the cause had lasted for the hold time.</param>
public sealed record RunMeasures(
    TimeSpan? Detect,
    TimeSpan? Acknowledge,
    TimeSpan? Assess,
    TimeSpan? FirstUpdate,
    TimeSpan? Mitigate,
    TimeSpan? Resolve
)
{
    /// <summary>Measures a run. What never happened has no duration; an event before its starting point has the duration zero.</summary>
    public static RunMeasures Of(Incident incident, ShopTruth truth)
    {
        var detected = Detected(incident, truth);
        var resolved = incident.ResolvedAt ?? truth.ResolvedAt;
        return new RunMeasures(
            Between(truth.OnsetAt, detected),
            Between(detected, incident.AcknowledgedAt),
            Between(incident.AcknowledgedAt, incident.AssessedAt),
            Between(detected, incident.FirstUpdateAt),
            Between(truth.OnsetAt, truth.RecoveredAt),
            Between(truth.OnsetAt, resolved)
        );
    }

    /// <summary>When the incident was detected: the first firing alert after the onset, or the acknowledgement if that came
    /// first.</summary>
    public static TimeSpan? Detected(Incident incident, ShopTruth truth) => Earliest(truth.DetectedAt, incident.AcknowledgedAt);

    private static TimeSpan? Earliest(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other : one;

    private static TimeSpan? Between(TimeSpan? from, TimeSpan? to) =>
        from is { } start && to is { } end ? (end > start ? end - start : TimeSpan.Zero) : null;
}
