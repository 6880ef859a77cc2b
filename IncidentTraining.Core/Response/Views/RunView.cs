using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Everything about a run that its page shows and that the shop's telemetry does not say. Nothing of it tells the truth about the
/// cause.</summary>
public sealed record RunView
{
    /// <summary>The run.</summary>
    public required Guid RunId { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>The shop's wall clock, by which the pages tell times.</summary>
    public ShopClock ShopClock => new(StartedAt);

    /// <summary>The lab's page in the curriculum.</summary>
    public required string PageId { get; init; }

    /// <summary>The name of the person who started the run.</summary>
    public required string Responder { get; init; }

    /// <summary>Who works the run, with their roles.</summary>
    public required Crew Crew { get; init; }

    /// <summary>Where the crew is with the rotation of its roles at half of its time.</summary>
    public required RoleRotation Rotation { get; init; }

    /// <summary>The people of the scenario who listen in the channel, by name and role.</summary>
    public IReadOnlyList<string> Listeners { get; init; } = [];

    /// <summary>Whether classmates may join the crew.</summary>
    public required bool IsTeam { get; init; }

    /// <summary>Whether the viewer is of the crew and may act.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>Whether the run is the viewer's own work: they are of the crew, and not a helper from the staff.</summary>
    public bool IsMine => Me is { IsHelper: false };

    /// <summary>The viewer as one of the crew; null for someone who watches.</summary>
    public required CrewMate? Me { get; init; }

    /// <summary>Why the viewer cannot act on the shop, a sentence that names who can; null for someone who may, for someone who only
    /// watches, and once the run has ended.</summary>
    public string? WhoActsInstead =>
        Me is { } me && IsOwn && State is RunState.Running or RunState.Paused ? Crew.RequireActing(me.PersonId).Refusal?.Message : null;

    /// <summary>Whether the viewer may act on the shop as long as its clock goes.</summary>
    public bool MayActOnShop => IsOwn && WhoActsInstead is null;

    /// <summary>The scenario's title.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be achieved.</summary>
    public required string Objective { get; init; }

    /// <summary>What is known at the beginning.</summary>
    public required string Briefing { get; init; }

    /// <summary>How the incident shows itself, as the lab announces it.</summary>
    public required IReadOnlyList<string> Signs { get; init; }

    /// <summary>Whether the shop lives.</summary>
    public required RunState State { get; init; }

    /// <summary>Why it ended; empty while it goes.</summary>
    public required string Ending { get; init; }

    /// <summary>The clock at the moment of reading.</summary>
    public required RunClock Clock { get; init; }

    /// <summary>The incident's phase.</summary>
    public required IncidentPhase Phase { get; init; }

    /// <summary>The severity that was given; null before.</summary>
    public required Severity? Severity { get; init; }

    /// <summary>The last declared diagnosis; null before.</summary>
    public required DeclaredDiagnosis? Declared { get; init; }

    /// <summary>What the crew has pinned, oldest first.</summary>
    public required IReadOnlyList<PinnedEvidence> Evidence { get; init; }

    /// <summary>The promised time of the next update; null for none.</summary>
    public required TimeSpan? NextUpdateBy { get; init; }

    /// <summary>Virtual time of the last update that told its readers something, or else of the acknowledgement; null before it.</summary>
    public required TimeSpan? LastNewsAt { get; init; }

    /// <summary>The responder's summary; empty before.</summary>
    public required string Summary { get; init; }

    /// <summary>The steps: the lab's own, then those of the response that no step of the lab stands for.</summary>
    public required IReadOnlyList<LabStepState> Steps { get; init; }

    /// <summary>What the crew found, oldest first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What the lab asks to be checked; a check is done by a finding about one of its views.</summary>
    public required IReadOnlyList<LabStepState> Investigations { get; init; }

    /// <summary>What the exercise has to leave behind; done when the record shows it.</summary>
    public required IReadOnlyList<LabStepState> Components { get; init; }

    /// <summary>Updates that are being written.</summary>
    public required IReadOnlyList<UpdateDraft> Drafts { get; init; }

    /// <summary>What the crew believes and believed, oldest first.</summary>
    public required IReadOnlyList<Hypothesis> Hypotheses { get; init; }

    /// <summary>Whether the crew asks for help.</summary>
    public required bool HandIsUp { get; init; }

    /// <summary>The offer to take over that waits for an answer; null for none.</summary>
    public required TakeOverOffer? TakeOver { get; init; }

    /// <summary>
    /// Whether the panel says if the service levels hold. On call it does so only after something was done to the shop: before, it would
    /// tell without a look whether customers are harmed.
    /// </summary>
    public bool ShowsRecovery { get; init; } = true;

    /// <summary>Whether it was closed as no incident.</summary>
    public bool IsClosedAsNoIncident { get; init; }

    /// <summary>Whether the class's timer stops and ends it.</summary>
    public required bool FollowsClass { get; init; }

    /// <summary>When it shows what was true, UTC: the class's time is over, and until then the facilitator can give more; null before and
    /// after.</summary>
    public DateTime? RevealAt { get; init; }

    /// <summary>Whether the facilitator has finished the lab.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The hints that were taken, and what the next one costs.</summary>
    public required HintShelf Hints { get; init; }

    /// <summary>The timeline, oldest first.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }
}

/// <summary>A member of the staff offers to take over.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role; null for all.</param>
public sealed record TakeOverOffer(Guid PersonId, string Name, IncidentRole? Role);

/// <summary>A step of the lab.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">The step in the words of the lab.</param>
/// <param name="DoneAt">Virtual time of the evidence; null while it is missing.</param>
/// <param name="NeedsFinding">Whether it is done by a finding.</param>
public sealed record LabStepState(string Id, string Title, TimeSpan? DoneAt, bool NeedsFinding = false);

/// <summary>The hints of a run.</summary>
/// <param name="Taken">The texts of those that were taken.</param>
/// <param name="Cost">Their prices together.</param>
/// <param name="Offers">What can be had, each with its cost and the time from which it can.</param>
public sealed record HintShelf(IReadOnlyList<string> Taken, int Cost, IReadOnlyList<HintOffer> Offers)
{
    /// <summary>The price of everything that hints can give away.</summary>
    public static int FullPrice => HintPolicy.FullPrice;
}
