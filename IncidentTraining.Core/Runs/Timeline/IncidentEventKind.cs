namespace IncidentTraining.Core.Runs;

/// <summary>The kind of a timeline entry.</summary>
public enum IncidentEventKind
{
    /// <summary>The run began.</summary>
    RunStarted,

    /// <summary>The clock was stopped.</summary>
    RunPaused,

    /// <summary>The clock was restarted.</summary>
    RunResumed,

    /// <summary>The pace of a rehearsal was changed.</summary>
    PaceChanged,

    /// <summary>The run ended.</summary>
    RunEnded,

    /// <summary>An alert's condition is met and its waiting time has begun.</summary>
    AlertPending,

    /// <summary>An alert fires.</summary>
    AlertFiring,

    /// <summary>A firing alert's condition is no longer met.</summary>
    AlertResolved,

    /// <summary>An action on the shop was accepted.</summary>
    ActionStarted,

    /// <summary>An action took effect.</summary>
    ActionFinished,

    /// <summary>An action failed while executing.</summary>
    ActionFailed,

    /// <summary>The shop refused an action.</summary>
    ActionRefused,

    /// <summary>A message from a person of the scenario.</summary>
    Message,

    /// <summary>A customer complains.</summary>
    Complaint,

    /// <summary>A phase of the incident was entered.</summary>
    PhaseEntered,

    /// <summary>The responder acknowledged the incident.</summary>
    Acknowledged,

    /// <summary>The severity was set or changed.</summary>
    SeveritySet,

    /// <summary>The responder declared a root cause.</summary>
    CauseDeclared,

    /// <summary>A status update was published.</summary>
    StatusUpdate,

    /// <summary>The responder checked the recovery, and it was measured.</summary>
    ResolutionVerified,

    /// <summary>A resolved incident was reopened.</summary>
    Reopened,

    /// <summary>The responder wrote the incident's summary.</summary>
    SummaryWritten,

    /// <summary>The post-incident review was begun.</summary>
    ReviewStarted,

    /// <summary>A hint was taken.</summary>
    HintTaken,

    /// <summary>A view of the shop was opened.</summary>
    Looked,

    /// <summary>A step of the lab was completed by evidence.</summary>
    LabStepDone,

    /// <summary>A person joined the crew.</summary>
    CrewJoined,

    /// <summary>A person left the crew.</summary>
    CrewLeft,

    /// <summary>A role passed from one member of the crew to another.</summary>
    RoleHandedOver,

    /// <summary>A crew member wrote in the channel; on the timeline only when it was pinned.</summary>
    Said,

    /// <summary>A message of the channel was pinned to the timeline.</summary>
    Pinned,

    /// <summary>The text of an entry was corrected; the original is kept.</summary>
    Corrected,

    /// <summary>A hypothesis was stated.</summary>
    HypothesisStated,

    /// <summary>The confidence in a hypothesis was changed.</summary>
    HypothesisRevised,

    /// <summary>A hypothesis was confirmed.</summary>
    HypothesisConfirmed,

    /// <summary>A hypothesis was struck out.</summary>
    HypothesisStruck,

    /// <summary>Something visible in the shop was pinned as evidence.</summary>
    EvidencePinned,

    /// <summary>A finding was stated.</summary>
    FindingStated,

    /// <summary>A crew member asked the facilitator for help.</summary>
    HandRaised,

    /// <summary>The call for help was answered or withdrawn.</summary>
    HandLowered,

    /// <summary>A staff member offered to take over.</summary>
    TakeOverOffered,

    /// <summary>The crew let a staff member take part, with or without roles.</summary>
    TakeOverAnswered,

    /// <summary>An alert paged a person.</summary>
    Paged,

    /// <summary>A page was acknowledged.</summary>
    PageAcknowledged,

    /// <summary>No one acknowledged a page in time, and it was escalated.</summary>
    PageEscalated,

    /// <summary>The facilitator reopened an ended run.</summary>
    RunReopened,

    /// <summary>A staff member came to watch, because the crew had asked for help.</summary>
    HelperCame,

    /// <summary>The run follows the class's timer from here on, or no longer does.</summary>
    TimerChanged,

    /// <summary>The responder closed it as no incident.</summary>
    ClosedAsNoIncident,

    /// <summary>Half of the lab's time is over, and the crew is asked to rotate its roles.</summary>
    RotationAsked,

    /// <summary>The incident commander kept the roles as they are.</summary>
    RotationKept,
}
