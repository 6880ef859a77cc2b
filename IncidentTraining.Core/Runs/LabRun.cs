using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>Whether a run's shop lives.</summary>
public enum RunState
{
    /// <summary>The shop lives and its clock goes.</summary>
    Running,

    /// <summary>The clock stands; actions are refused, writing goes on.</summary>
    Paused,

    /// <summary>Ended by its commander, by its time or by the facilitator; what was true may be shown.</summary>
    Finished,

    /// <summary>Ended from outside, because it could not go on; what was recorded is kept.</summary>
    Closed,
}

/// <summary>
/// One attempt of one person or a crew at a lab on a practice shop of their own. It owns everything from which its shop can be
/// rebuilt: the scenario's text, the seed, the engine's version, the clock and (in <see cref="RunInput"/>) the inputs.
/// </summary>
public sealed partial class LabRun : IOngoing
{
    /// <summary>The fastest rate of a rehearsal, in virtual seconds per second.</summary>
    public const int FastestRate = 60;

    /// <summary>
    /// How long a rehearsal may last in virtual time. More than a lab, because fast-forwarding is what it is for; not
    /// without end, because a shop is rebuilt from its start after a restart of the server.
    /// </summary>
    public static readonly TimeSpan RehearsalLimit = TimeSpan.FromHours(6);

    private List<ClockSegment> _clock = [];

    private LabRun() { }

    /// <summary>Starts a run at virtual time zero.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cohortId">The class in which it counts.</param>
    /// <param name="personId">The responder.</param>
    /// <param name="pageId">The lab's page in the curriculum.</param>
    /// <param name="scenario">The scenario; its text is kept with the run, so that a changed file never changes the run.</param>
    /// <param name="seed">The seed of all chance in the shop; it also picks the root cause.</param>
    /// <param name="engineVersion">The version of the engine whose rules the run follows.</param>
    /// <param name="minutes">The lab's time in minutes.</param>
    /// <param name="rehearsalRate">The pace with which a rehearsal begins, from 1 to <see cref="FastestRate"/>; null for a graded
    /// run.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="isTeam">Whether classmates may join.</param>
    /// <param name="shiftId">The on-call shift of which it is the incident; null for a lab.</param>
    /// <param name="followsClass">Whether the class's timer stops, extends and ends it.</param>
    public LabRun(
        Guid id,
        Guid cohortId,
        Guid personId,
        string pageId,
        Scenario scenario,
        long seed,
        int engineVersion,
        int minutes,
        int? rehearsalRate,
        DateTime now,
        bool isTeam = false,
        Guid? shiftId = null,
        bool followsClass = false
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rehearsalRate ?? 1, 1, nameof(rehearsalRate));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rehearsalRate ?? 1, FastestRate, nameof(rehearsalRate));
        (Id, CohortId, PersonId, PageId, Seed, EngineVersion, StartedAt) = (id, cohortId, personId, pageId, seed, engineVersion, now);
        (ScenarioId, ScenarioText, IsRehearsal, IsTeam, ShiftId) = (
            scenario.Id,
            scenario.Source,
            rehearsalRate is not null,
            isTeam,
            shiftId
        );
        FollowsClass = followsClass;
        Limit = IsRehearsal ? RehearsalLimit : TimeSpan.FromMinutes(minutes);
        _clock.Add(new ClockSegment(id, 1, now, TimeSpan.Zero, rehearsalRate ?? 1));
    }

    /// <summary>Identifies the run in addresses and rows.</summary>
    public Guid Id { get; private set; }

    /// <summary>The class in which it counts.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The responder.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>The lab's page in the curriculum.</summary>
    public string PageId { get; private set; } = "";

    /// <summary>The scenario's id.</summary>
    public string ScenarioId { get; private set; } = "";

    /// <summary>The scenario's full text as it was when the run began.</summary>
    public string ScenarioText { get; private set; } = "";

    /// <summary>The seed of all chance in the shop.</summary>
    public long Seed { get; private set; }

    /// <summary>The version of the engine's rules that the run follows.</summary>
    public int EngineVersion { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTime StartedAt { get; private set; }

    /// <summary>The virtual time at which it ends by itself.</summary>
    public TimeSpan Limit { get; private set; }

    /// <summary>Whether its clock may go faster than the day's; a rehearsal is not graded.</summary>
    public bool IsRehearsal { get; private set; }

    /// <summary>Whether classmates may join its crew.</summary>
    public bool IsTeam { get; private set; }

    /// <summary>Whether the class's timer stops, extends and ends it.</summary>
    public bool FollowsClass { get; private set; }

    /// <summary>Where its crew is with the rotation of its roles at half of its time.</summary>
    public RoleRotation Rotation { get; private set; }

    /// <summary>Whether a facilitator opened it again after it had ended.</summary>
    public bool WasReopened { get; private set; }

    /// <summary>The on-call shift of which it is the incident; null for a lab.</summary>
    public Guid? ShiftId { get; private set; }

    /// <summary>Whether its shop lives.</summary>
    public RunState State { get; private set; }

    /// <summary>When it ended, UTC; null while it goes.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The virtual time at which it ended; null while it goes.</summary>
    public TimeSpan? EndedAtVirtual { get; private set; }

    /// <summary>Why it ended, as a sentence; empty while it goes.</summary>
    public string Ending { get; private set; } = "";

    /// <summary>Advanced by each change of state; a write that read an older one is refused by the database.</summary>
    public int Version { get; private set; }

    /// <summary>The segments of its clock, the last one last.</summary>
    public IReadOnlyList<ClockSegment> Clock => _clock;

    bool IOngoing.IsOngoing => !HasEnded;

    /// <summary>Whether it has ended, in whichever way.</summary>
    public bool HasEnded => State is RunState.Finished or RunState.Closed;

    /// <summary>Whether the shop takes actions now; otherwise why not.</summary>
    public Outcome AcceptsActions(DateTime wall) =>
        State switch
        {
            RunState.Paused => Refusal.Conflict("The run is paused, and so is its shop. Resume it, then act."),
            RunState.Running when TimeIsUp(wall) => Refusal.TooLate("This lab's time is up. Your work until then is kept."),
            RunState.Running => Outcome.Done,
            _ => Refusal.TooLate($"This run has ended. {Ending}"),
        };

    /// <summary>Whether notes, updates and summaries are taken now; also while the shop stands still.</summary>
    public Outcome AcceptsWriting(DateTime wall) => State == RunState.Paused ? Outcome.Done : AcceptsActions(wall);

    internal void SetRotation(RoleRotation rotation) => Rotation = rotation;

    /// <summary>The same run for a transaction of its own: what is changed in it and not committed does not touch this one.</summary>
    internal LabRun Copy()
    {
        var copy = (LabRun)MemberwiseClone();
        copy._clock = [.. _clock];
        return copy;
    }
}
