using IncidentTraining.Core.Results;

namespace IncidentTraining.Core.Response;

/// <summary>
/// The incident of a run: a state machine from detection to post-incident. Each operation either changes its state and reports so, or is
/// refused with the reason; none is silently ignored. All times are virtual times of the run.
/// </summary>
public sealed partial class Incident
{
    private Incident() { }

    /// <summary>An incident that no one has noticed yet.</summary>
    public Incident(Guid runId) => RunId = runId;

    /// <summary>The run's id, which is also the incident's.</summary>
    public Guid RunId { get; private set; }

    /// <summary>The phase it is in.</summary>
    public IncidentPhase Phase { get; private set; }

    /// <summary>The severity set by the responder; null before.</summary>
    public Severity? Severity { get; private set; }

    /// <summary>The faults declared by the responder, as written by <see cref="FaultClaim.Format"/>; null before.</summary>
    public string? DeclaredCause { get; private set; }

    /// <summary>First sign that something could be wrong: an alert, a complaint, an experiment switched on.</summary>
    public TimeSpan? FirstSignAt { get; private set; }

    /// <summary>When the responder acknowledged it.</summary>
    public TimeSpan? AcknowledgedAt { get; private set; }

    /// <summary>When the severity was first set.</summary>
    public TimeSpan? AssessedAt { get; private set; }

    /// <summary>When the current cause was declared.</summary>
    public TimeSpan? CauseDeclaredAt { get; private set; }

    /// <summary>When the first mitigating action was taken.</summary>
    public TimeSpan? FirstMitigationAt { get; private set; }

    /// <summary>When the first status update with content was published.</summary>
    public TimeSpan? FirstUpdateAt { get; private set; }

    /// <summary>The promised time of the next update; null when none was promised.</summary>
    public TimeSpan? NextUpdateBy { get; private set; }

    /// <summary>When the responder had the recovery confirmed by measurement; null again when it was reopened.</summary>
    public TimeSpan? VerifiedAt { get; private set; }

    /// <summary>When the service levels had held for their hold time, as measured at <see cref="VerifiedAt"/>.</summary>
    public TimeSpan? ResolvedAt { get; private set; }

    /// <summary>When the summary was first written or the review begun.</summary>
    public TimeSpan? DocumentedAt { get; private set; }

    /// <summary>The responder's summary; empty before.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Incremented by each change.</summary>
    public int Version { get; private set; }

    /// <summary>Stores the time of the first sign; later ones change nothing.</summary>
    internal void NoticeSign(TimeSpan at)
    {
        if (FirstSignAt is null)
        {
            FirstSignAt = at;
            Version++;
        }
    }

    /// <summary>The responder acknowledges the incident: from detection to acknowledgement.</summary>
    public Outcome Acknowledge(TimeSpan at)
    {
        if (Phase != IncidentPhase.Detection)
        {
            return Refusal.Conflict("The incident is already acknowledged.");
        }

        if (FirstSignAt is null)
        {
            return Refusal.Conflict("There is nothing to acknowledge yet: no alert, no complaint, no experiment. Start with step 1.");
        }

        AcknowledgedAt = at;
        return Enter(IncidentPhase.Acknowledgement);
    }

    /// <summary>The responder sets the severity; a change needs a reason.</summary>
    public Outcome SetSeverity(Severity severity, string reason, TimeSpan at)
    {
        if (Phase == IncidentPhase.Detection)
        {
            return Refusal.Conflict("Acknowledge the incident first, so that others know who assesses it.");
        }

        if (Severity == severity)
        {
            return Refusal.Conflict($"The severity is already {severity}.");
        }

        if (Severity is not null && string.IsNullOrWhiteSpace(reason))
        {
            return Refusal.Invalid("Explain in a sentence why the severity changes: others plan by it.");
        }

        Severity = severity;
        AssessedAt ??= at;
        return Enter(Phase == IncidentPhase.Acknowledgement ? IncidentPhase.Investigation : Phase);
    }

    /// <summary>The responder declares a root cause, or replaces the previous one.</summary>
    /// <param name="cause">The faults, as written by <see cref="FaultClaim.Format"/>.</param>
    /// <param name="at">Now.</param>
    public Outcome DeclareCause(string cause, TimeSpan at)
    {
        if (Phase is IncidentPhase.Detection or IncidentPhase.Acknowledgement)
        {
            return Refusal.Conflict(
                Phase == IncidentPhase.Detection
                    ? "Acknowledge the incident first, then assess it, then look for its cause."
                    : "Set the severity first: it determines how you respond."
            );
        }

        if (DeclaredCause == cause)
        {
            return Refusal.Conflict("This cause is already declared.");
        }

        // An incident that was closed as none is reopened when a fault is named.
        var reopens = IsClosedAsNoIncident && cause != FaultClaim.NoIncident;
        (DeclaredCause, CauseDeclaredAt) = (cause, at);
        return Enter(Phase == IncidentPhase.Investigation || reopens ? IncidentPhase.Mitigation : Phase);
    }

    /// <summary>Whether it was closed because there is no incident, not because a recovery was measured.</summary>
    public bool IsClosedAsNoIncident => Phase is IncidentPhase.Resolution or IncidentPhase.PostIncident && VerifiedAt is null;

    /// <summary>
    /// The responder closes it because there is no incident. Nothing needs to recover, and nothing is measured: their decision counts.
    /// </summary>
    public Outcome CloseAsNoIncident()
    {
        if (Phase is IncidentPhase.Resolution or IncidentPhase.PostIncident)
        {
            return Refusal.Conflict("The incident is already closed.");
        }

        return DeclaredCause != FaultClaim.NoIncident
            ? Refusal.Conflict("First declare that there is no incident, with evidence.")
            : Enter(IncidentPhase.Resolution);
    }

    /// <summary>
    /// The responder acted on the shop in a way that could repair it. A shop accepts actions in every phase; before the incident was
    /// acknowledged they do not change the phase, because no one knows that someone is working on it.
    /// </summary>
    internal void Mitigate(TimeSpan at)
    {
        var phase = Phase is IncidentPhase.Acknowledgement or IncidentPhase.Investigation ? IncidentPhase.Mitigation : Phase;
        if (FirstMitigationAt is null || phase != Phase)
        {
            FirstMitigationAt ??= at;
            Enter(phase);
        }
    }

    /// <summary>A status update was published.</summary>
    /// <param name="at">Now.</param>
    /// <param name="nextBy">When the next one is promised, in the field or in words; null for none.</param>
    /// <param name="hasContent">Whether it contains any information; an update without information is published but does not count.</param>
    public Outcome PostUpdate(TimeSpan at, TimeSpan? nextBy, bool hasContent = true)
    {
        if (Phase == IncidentPhase.Detection)
        {
            return Refusal.Conflict("Acknowledge the incident first: an update needs someone who stands behind it.");
        }

        FirstUpdateAt ??= hasContent ? at : null;
        // An update without information does not replace an earlier promise.
        NextUpdateBy = hasContent ? nextBy : nextBy ?? NextUpdateBy;
        return Enter(Phase);
    }

    /// <summary>The responder asks whether it is over; the measurement decides.</summary>
    /// <param name="resolvedAt">When the service levels had held for their hold time, as measured; null when they have not.</param>
    /// <param name="unresolved">The measurement's reasons, if they have not.</param>
    /// <param name="at">Now.</param>
    public Outcome VerifyResolution(TimeSpan? resolvedAt, IReadOnlyList<string> unresolved, TimeSpan at)
    {
        switch (Phase)
        {
            case IncidentPhase.Detection or IncidentPhase.Acknowledgement:
                return Refusal.Conflict("There is nothing to verify yet: the incident has not been assessed.");
            case IncidentPhase.Resolution or IncidentPhase.PostIncident:
                return IsClosedAsNoIncident
                    ? Refusal.Conflict("It was closed as no incident, so no recovery is measured.")
                    : Refusal.Conflict("The recovery has already been measured.");
        }

        if (FirstMitigationAt is null)
        {
            return Refusal.Conflict(
                "There is nothing to verify yet: nothing was done to the shop. If there is no incident, declare that with evidence, and close it as no incident."
            );
        }

        if (resolvedAt is null)
        {
            return Refusal.Conflict($"Not resolved yet. {string.Join(" ", unresolved)}".TrimEnd());
        }

        (VerifiedAt, ResolvedAt) = (at, resolvedAt);
        return Enter(IncidentPhase.Resolution);
    }

    /// <summary>A resolved incident is reopened and returns to mitigation. In other phases there is nothing to reopen.</summary>
    /// <returns>Whether it was reopened.</returns>
    internal bool Reopen()
    {
        if (Phase is not (IncidentPhase.Resolution or IncidentPhase.PostIncident))
        {
            return false;
        }

        (VerifiedAt, ResolvedAt) = (null, null);
        Enter(IncidentPhase.Mitigation);
        return true;
    }

    /// <summary>The responder writes the incident's summary; it can be written again.</summary>
    public Outcome WriteSummary(string summary, TimeSpan at)
    {
        var outcome = Document(at);
        if (outcome.Succeeded)
        {
            Summary = summary;
        }

        return outcome;
    }

    /// <summary>The post-incident review was begun.</summary>
    public Outcome BeginReview(TimeSpan at) => Document(at);

    private Outcome Document(TimeSpan at)
    {
        if (Phase is not (IncidentPhase.Resolution or IncidentPhase.PostIncident))
        {
            return Refusal.Conflict("The incident is not over: verify the resolution first, then write down what happened.");
        }

        DocumentedAt ??= at;
        return Enter(IncidentPhase.PostIncident);
    }

    private Outcome Enter(IncidentPhase phase)
    {
        Phase = phase;
        Version++;
        return Outcome.Done;
    }
}
