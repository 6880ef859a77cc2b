namespace IncidentTraining.Core.Runs;

/// <summary>What an entry of the timeline is.</summary>
public enum IncidentEventKind
{
    /// <summary>The run began.</summary>
    RunStarted,

    /// <summary>The clock was stopped.</summary>
    RunPaused,

    /// <summary>The clock went on.</summary>
    RunResumed,

    /// <summary>The pace of a rehearsal was changed.</summary>
    PaceChanged,

    /// <summary>The run ended.</summary>
    RunEnded,

    /// <summary>An alert's condition is met and its time runs.</summary>
    AlertPending,

    /// <summary>An alert fires.</summary>
    AlertFiring,

    /// <summary>A firing alert's condition is no longer met.</summary>
    AlertResolved,

    /// <summary>An action on the shop was accepted.</summary>
    ActionStarted,

    /// <summary>An action took effect.</summary>
    ActionFinished,

    /// <summary>An action failed in the doing.</summary>
    ActionFailed,

    /// <summary>An action was refused by the shop.</summary>
    ActionRefused,

    /// <summary>A person of the scenario says something.</summary>
    Message,

    /// <summary>A customer complains.</summary>
    Complaint,

    /// <summary>A phase of the incident was entered.</summary>
    PhaseEntered,

    /// <summary>The responder took the incident on.</summary>
    Acknowledged,

    /// <summary>The severity was set or changed.</summary>
    SeveritySet,

    /// <summary>The responder declared what they take for the root cause.</summary>
    CauseDeclared,

    /// <summary>A status update was published.</summary>
    StatusUpdate,

    /// <summary>The responder had the recovery measured, and it was there.</summary>
    ResolutionVerified,

    /// <summary>A resolved incident began again.</summary>
    Reopened,

    /// <summary>The responder wrote the incident's summary.</summary>
    SummaryWritten,

    /// <summary>The post-incident review was begun.</summary>
    ReviewStarted,

    /// <summary>A hint was taken.</summary>
    HintTaken,

    /// <summary>A view of the shop was opened.</summary>
    Looked,

    /// <summary>A step of the lab is done by evidence.</summary>
    LabStepDone,

    /// <summary>Someone joined the crew.</summary>
    CrewJoined,

    /// <summary>Someone left the crew.</summary>
    CrewLeft,

    /// <summary>A role passed from one member of the crew to another.</summary>
    RoleHandedOver,

    /// <summary>Someone of the crew said something in the channel; on the timeline only when it was pinned.</summary>
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

    /// <summary>Something that the shop shows was pinned as evidence.</summary>
    EvidencePinned,

    /// <summary>A finding was stated.</summary>
    FindingStated,

    /// <summary>Someone asked the facilitator for help.</summary>
    HandRaised,

    /// <summary>The call for help was answered or taken back.</summary>
    HandLowered,

    /// <summary>Someone of the staff offered to take over.</summary>
    TakeOverOffered,

    /// <summary>The crew let someone of the staff take part, with all roles or without.</summary>
    TakeOverAnswered,

    /// <summary>An alert paged someone.</summary>
    Paged,

    /// <summary>A page was acknowledged.</summary>
    PageAcknowledged,

    /// <summary>No one acknowledged a page in time, and it went to the next.</summary>
    PageEscalated,

    /// <summary>An ended run was opened again by the facilitator.</summary>
    RunReopened,

    /// <summary>Someone of the staff came to watch, because the crew had asked for help.</summary>
    HelperCame,

    /// <summary>The run follows the class's timer from here on, or no longer.</summary>
    TimerChanged,

    /// <summary>The responder closed it as no incident.</summary>
    ClosedAsNoIncident,

    /// <summary>Half of the lab's time is over, and the crew is asked to rotate its roles.</summary>
    RotationAsked,

    /// <summary>The incident commander kept the roles as they are.</summary>
    RotationKept,
}
