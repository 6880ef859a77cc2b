using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Assessment;

/// <summary>Which of a run's recorded events a review includes.</summary>
internal static class ReviewTimeline
{
    private static readonly HashSet<IncidentEventKind> LeftOut =
    [
        IncidentEventKind.Looked,
        IncidentEventKind.LabStepDone,
        IncidentEventKind.HintTaken,
        IncidentEventKind.PaceChanged,
        IncidentEventKind.TimerChanged,
        IncidentEventKind.AlertPending,
        IncidentEventKind.ActionStarted,
        IncidentEventKind.Complaint,
        IncidentEventKind.SummaryWritten,
    ];

    private static readonly HashSet<IncidentEventKind> Key =
    [
        IncidentEventKind.AlertFiring,
        IncidentEventKind.Acknowledged,
        IncidentEventKind.SeveritySet,
        IncidentEventKind.CauseDeclared,
        IncidentEventKind.ActionFinished,
        IncidentEventKind.ActionFailed,
        IncidentEventKind.StatusUpdate,
        IncidentEventKind.ResolutionVerified,
        IncidentEventKind.Reopened,
        IncidentEventKind.ClosedAsNoIncident,
    ];

    private static readonly HashSet<IncidentEventKind> Decisions =
    [
        IncidentEventKind.SeveritySet,
        IncidentEventKind.CauseDeclared,
        IncidentEventKind.ActionFinished,
        IncidentEventKind.ActionFailed,
        IncidentEventKind.StatusUpdate,
        IncidentEventKind.ClosedAsNoIncident,
    ];

    /// <summary>
    /// Whether a review's timeline includes it by default: neither the lab's bookkeeping nor the events that only led up to an alert.
    /// </summary>
    public static bool IsTold(IncidentEventKind kind) => !LeftOut.Contains(kind);

    /// <summary>Whether it is a decision of the crew, for which a review states what the crew believed.</summary>
    public static bool IsDecision(IncidentEventKind kind) => Decisions.Contains(kind);

    /// <summary>Whether a review that leaves it out is incomplete.</summary>
    public static bool IsKey(IncidentEventKind kind) => Key.Contains(kind);
}
