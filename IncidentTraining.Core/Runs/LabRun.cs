using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>The state of a run's shop.</summary>
public enum RunState
{
    /// <summary>The shop is running and its clock is running.</summary>
    Running,

    /// <summary>The clock is stopped; actions are refused, but writing is possible.</summary>
    Paused,

    /// <summary>Ended by its commander, by its time or by the facilitator; the truth may be shown.</summary>
    Finished,

    /// <summary>Closed from outside because it could not continue; its records are kept.</summary>
    Closed,
}

/// <summary>
/// One attempt of a person or a crew at a lab with its own practice shop. It stores everything from which its shop can be rebuilt: the
/// scenario's text, the seed, the engine's version, the clock and (in <see cref="RunInput"/>) the inputs.
/// </summary>
public sealed partial class LabRun : IOngoing
{
    /// <summary>The fastest rate of a rehearsal, in virtual seconds per second.</summary>
    public const int FastestRate = 60;

    /// <summary>
    /// The longest virtual duration of a rehearsal. Longer than a lab, because fast-forwarding is its purpose; limited, because a shop is
    /// rebuilt from its start after a restart of the server.
    /// </summary>
    public static readonly TimeSpan RehearsalLimit = TimeSpan.FromHours(6);

    private List<ClockSegment> _clock = [];

    private LabRun() { }

    /// <summary>Starts a run at virtual time zero.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cohortId">The class in which it counts.</param>
    /// <param name="personId">The responder.</param>
    /// <param name="pageId">The lab's page in the curriculum.</param>
    /// <param name="scenario">The scenario; its text is stored with the run, so that changes to the file do not affect the run.</param>
    /// <param name="seed">The seed of all chance in the shop; it also picks the root cause.</param>
    /// <param name="engineVersion">The version of the engine whose rules the run follows.</param>
    /// <param name="minutes">The lab's time in minutes.</param>
    /// <param name="rehearsalRate">The initial pace of a rehearsal, from 1 to <see cref="FastestRate"/>; null for a graded run.</param>
    /// <param name="now">Now, UTC.</param>
    /// <param name="isTeam">Whether classmates may join.</param>
    /// <param name="shiftId">The on-call shift that it belongs to; null for a lab.</param>
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

    /// <summary>Whether its clock may run faster than the day's; a rehearsal is not graded.</summary>
    public bool IsRehearsal { get; private set; }

    /// <summary>Whether classmates may join its crew.</summary>
    public bool IsTeam { get; private set; }

    /// <summary>Whether the class's timer stops, extends and ends it.</summary>
    public bool FollowsClass { get; private set; }

    /// <summary>The state of the rotation of the crew's roles at half time.</summary>
    public RoleRotation Rotation { get; private set; }

    /// <summary>Whether a facilitator reopened it after it had ended.</summary>
    public bool WasReopened { get; private set; }

    /// <summary>The on-call shift that it belongs to; null for a lab.</summary>
    public Guid? ShiftId { get; private set; }

    /// <summary>The state of its shop.</summary>
    public RunState State { get; private set; }

    /// <summary>When it ended, UTC; null while it is open.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>The virtual time at which it ended; null while it is open.</summary>
    public TimeSpan? EndedAtVirtual { get; private set; }

    /// <summary>Why it ended, as a sentence; empty while it is open.</summary>
    public string Ending { get; private set; } = "";

    /// <summary>Incremented by each change of state; the database refuses a write based on an older version.</summary>
    public int Version { get; private set; }

    /// <summary>The segments of its clock, in order.</summary>
    public IReadOnlyList<ClockSegment> Clock => _clock;

    bool IOngoing.IsOngoing => !HasEnded;

    /// <summary>Whether it has ended, for whatever reason.</summary>
    public bool HasEnded => State is RunState.Finished or RunState.Closed;

    /// <summary>Whether the shop accepts actions now; otherwise why not.</summary>
    public Outcome AcceptsActions(DateTime wall) =>
        State switch
        {
            RunState.Paused => Refusal.Conflict("The run is paused, and so is its shop. Resume it, then act."),
            RunState.Running when TimeIsUp(wall) => Refusal.TooLate("This lab's time is up. Your work until then is kept."),
            RunState.Running => Outcome.Done,
            _ => Refusal.TooLate($"This run has ended. {Ending}"),
        };

    /// <summary>Whether notes, updates and summaries are accepted now, which includes pauses.</summary>
    public Outcome AcceptsWriting(DateTime wall) => State == RunState.Paused ? Outcome.Done : AcceptsActions(wall);

    internal void SetRotation(RoleRotation rotation) => Rotation = rotation;

    /// <summary>A copy of the run for a separate transaction: uncommitted changes to it do not affect this one.</summary>
    internal LabRun Copy()
    {
        var copy = (LabRun)MemberwiseClone();
        copy._clock = [.. _clock];
        return copy;
    }
}
