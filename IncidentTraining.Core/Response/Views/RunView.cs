using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Everything that a run's page shows besides the shop's telemetry. It reveals nothing about the true cause.</summary>
public sealed record RunView
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>The shop's wall clock, used for times on the pages.</summary>
    public ShopClock ShopClock => new(StartedAt);

    /// <summary>The lab's page in the curriculum.</summary>
    public required string PageId { get; init; }

    /// <summary>The name of the person who started the run.</summary>
    public required string Responder { get; init; }

    /// <summary>The crew members with their roles.</summary>
    public required Crew Crew { get; init; }

    /// <summary>The state of the rotation of the crew's roles at half time.</summary>
    public required RoleRotation Rotation { get; init; }

    /// <summary>The people of the scenario who listen in the channel, by name and role.</summary>
    public IReadOnlyList<string> Listeners { get; init; } = [];

    /// <summary>Whether classmates may join the crew.</summary>
    public required bool IsTeam { get; init; }

    /// <summary>Whether the viewer is in the crew and may act.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Whether the run is the viewer's own work: they are in the crew, and not a helper from the staff.</summary>
    public bool IsMine => Me is { IsHelper: false };

    /// <summary>The viewer as a crew member; null for a person who is watching.</summary>
    public required CrewMate? Me { get; init; }

    /// <summary>
    /// Why the viewer cannot act on the shop, a sentence that names who can; null for a viewer who may act or is only watching, and once
    /// the run has ended.
    /// </summary>
    public string? WhoActsInstead =>
        Me is { } me && IsOwn && State is RunState.Running or RunState.Paused ? Crew.RequireActing(me.PersonId).Refusal?.Message : null;

    /// <summary>Whether the viewer may act on the shop while its clock is running.</summary>
    public bool MayActOnShop => IsOwn && WhoActsInstead is null;

    /// <summary>The scenario's title.</summary>
    public required string Title { get; init; }

    /// <summary>The goal.</summary>
    public required string Objective { get; init; }

    /// <summary>What is known at the beginning.</summary>
    public required string Briefing { get; init; }

    /// <summary>The symptoms as the lab announces them.</summary>
    public required IReadOnlyList<string> Signs { get; init; }

    /// <summary>The state of the shop.</summary>
    public required RunState State { get; init; }

    /// <summary>Why it ended; empty while it is open.</summary>
    public required string Ending { get; init; }

    /// <summary>The clock at the moment of reading.</summary>
    public required RunClock Clock { get; init; }

    /// <summary>The incident's phase.</summary>
    public required IncidentPhase Phase { get; init; }

    /// <summary>The last severity that was set; null before.</summary>
    public required Severity? Severity { get; init; }

    /// <summary>The last declared diagnosis; null before.</summary>
    public required DeclaredDiagnosis? Declared { get; init; }

    /// <summary>What the crew has pinned, oldest first.</summary>
    public required IReadOnlyList<PinnedEvidence> Evidence { get; init; }

    /// <summary>The promised time of the next update; null for none.</summary>
    public required TimeSpan? NextUpdateBy { get; init; }

    /// <summary>Virtual time of the last update with content or, without one, of the acknowledgement; null before it.</summary>
    public required TimeSpan? LastNewsAt { get; init; }

    /// <summary>The responder's summary; empty before.</summary>
    public required string Summary { get; init; }

    /// <summary>The steps: the lab's own, then the response steps that no step of the lab covers.</summary>
    public required IReadOnlyList<LabStepState> Steps { get; init; }

    /// <summary>The crew's findings, oldest first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The checks that the lab asks for; a check is completed by a finding about one of its views.</summary>
    public required IReadOnlyList<LabStepState> Investigations { get; init; }

    /// <summary>What the exercise must produce; done when the record shows it.</summary>
    public required IReadOnlyList<LabStepState> Components { get; init; }

    /// <summary>Drafts of updates.</summary>
    public required IReadOnlyList<UpdateDraft> Drafts { get; init; }

    /// <summary>The crew's current and former hypotheses, oldest first.</summary>
    public required IReadOnlyList<Hypothesis> Hypotheses { get; init; }

    /// <summary>Whether the crew is asking for help.</summary>
    public required bool HandIsUp { get; init; }

    /// <summary>The pending offer to take over; null for none.</summary>
    public required TakeOverOffer? TakeOver { get; init; }

    /// <summary>
    /// Whether the panel shows if the service levels hold. On call it does so only after an action on the shop: before, it would reveal
    /// without a look whether customers are harmed.
    /// </summary>
    public bool ShowsRecovery { get; init; } = true;

    /// <summary>Whether it was closed as no incident.</summary>
    public bool IsClosedAsNoIncident { get; init; }

    /// <summary>Whether the class's timer stops and ends it.</summary>
    public required bool FollowsClass { get; init; }

    /// <summary>
    /// When the truth will be shown, UTC: the class's time is over, and until then the facilitator can extend it; null before and after.
    /// </summary>
    public DateTime? RevealAt { get; init; }

    /// <summary>Whether the facilitator has finished the lab.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The hints taken, and the price of the next one.</summary>
    public required HintShelf Hints { get; init; }

    /// <summary>The timeline, oldest first.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}

/// <summary>A staff member's offer to take over.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role; null for all.</param>
public sealed record TakeOverOffer(Guid PersonId, string Name, IncidentRole? Role);

/// <summary>A step of the lab.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">The step in the lab's words.</param>
/// <param name="DoneAt">Virtual time of the evidence; null while it is missing.</param>
/// <param name="NeedsFinding">Whether it is done by a finding.</param>
public sealed record LabStepState(string Id, string Title, TimeSpan? DoneAt, bool NeedsFinding = false);

/// <summary>The hints of a run.</summary>
/// <param name="Taken">The texts of those that were taken.</param>
/// <param name="Cost">Their prices together.</param>
/// <param name="Offers">The available hints, each with its price and the time from which it is available.</param>
public sealed record HintShelf(IReadOnlyList<string> Taken, int Cost, IReadOnlyList<HintOffer> Offers)
{
    /// <summary>The total price of all hints.</summary>
    public static int FullPrice => HintPolicy.FullPrice;
}
