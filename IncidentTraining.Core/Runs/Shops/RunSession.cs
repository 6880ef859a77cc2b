using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// What a use case works with inside a run's mailbox and one transaction: the tracked run, the shop at the current virtual time, the
/// timeline writer, and the participating rooms.
/// </summary>
internal sealed class RunSession(
    TrainingDb db,
    LabRun run,
    ShopSimulation shop,
    StoredRun stored,
    RunCache cache,
    DateTime wall,
    Guid? personId,
    string personName,
    RunParticipants participants
)
{
    /// <summary>The same text by the same person within this time counts once.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(2);

    private readonly List<RunInput> _decisions = [];
    private long _lastInput = cache.LastInput;

    public TrainingDb Db { get; } = db;

    public LabRun Run { get; } = run;

    public ShopSimulation Shop { get; } = shop;

    /// <summary>The crew of the run when the session began.</summary>
    public Crew Crew { get; } = stored.Crew;

    /// <summary>The actor; empty when it is the portal itself.</summary>
    public string PersonName { get; } = personName;

    public Guid? PersonId { get; } = personId;

    public Scenario Scenario => Shop.Scenario;

    /// <summary>The run's virtual time.</summary>
    public TimeSpan Now => Shop.Now;

    /// <summary>The shop's wall clock, used for times in texts for people.</summary>
    public ShopClock Clock { get; } = ShopClock.Of(run);

    /// <summary>Now, UTC.</summary>
    public DateTime Wall { get; } = wall;

    public IncidentTimeline Timeline { get; } = new(db, run.Id, Math.Max(stored.LastEntry, cache.LastEntry), shop.Now, wall);

    public RunParticipants Participants { get; } = participants;

    /// <summary>The stored data of the run, without this session's additions.</summary>
    public RunCache Cache { get; } = cache;

    /// <summary>The run's log including this session's additions.</summary>
    public IReadOnlyList<TimelineEntry> Log => [.. Cache.Log, .. Timeline.Added.Select(entry => entry.ToEntry())];

    /// <summary>Decisions of people in the channel in this session; the shop receives them when the session is committed.</summary>
    public IReadOnlyList<RunInput> Decisions => _decisions;

    /// <summary>The inputs that this session or the previous one in the same mailbox has stored or settled.</summary>
    public IEnumerable<RunInput> Inputs => Db.ChangeTracker.Entries<RunInput>().Select(entry => entry.Entity);

    /// <summary>Whether the actor's last entry of this kind equals the new one: the second click of a double click.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="isSame">Whether an entry is equivalent to the new one.</param>
    public bool HasJustRecorded(IncidentEventKind kind, Func<TimelineEntry, bool> isSame) =>
        Cache.Log.Where(e => e.Kind == kind && e.PersonId == PersonId).MaxBy(e => e.Number) is { } last
        && Wall - last.WallAt < DoubleClick
        && isSame(last);

    /// <summary>Stores the actor's input before the shop receives it.</summary>
    public RunInput Take(string action, IReadOnlyDictionary<string, string> arguments)
    {
        var input = new RunInput(Run.Id, ++_lastInput, Now, action, arguments, PersonId!.Value, Wall);
        Db.Add(input);
        return input;
    }

    /// <summary>Stores a decision of a person in the channel as an input of the run.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="askedBy">The crew member who asked for it.</param>
    public void Decide(PersonDecision decision, Guid askedBy)
    {
        var input = RunInput.Decision(Run.Id, ++_lastInput, Now, decision, askedBy, Wall);
        Db.Add(input);
        _decisions.Add(input);
    }

    /// <summary>
    /// The session of the next transaction in the same mailbox: the shop has advanced, and the run is as this session has committed it. It
    /// makes no database query.
    /// </summary>
    /// <param name="wall">Now, UTC.</param>
    public RunSession Next(DateTime wall) => new(Db, Run, Shop, stored, Cache, wall, PersonId, PersonName, Participants);

    /// <summary>Records the responder's action.</summary>
    public IncidentEvent Record(
        IncidentEventKind kind,
        string text,
        string subject = "",
        string? key = null,
        object? details = null,
        int? refersTo = null
    ) => Timeline.Record(kind, text, subject, PersonName, PersonId, key, details, refersTo);

    /// <summary>
    /// Whether the actor may take an action that affects the shop or the incident now: the clock is running, and they hold one of the
    /// roles.
    /// </summary>
    public Outcome MayAct(params IReadOnlyList<IncidentRole> roles) =>
        Run.AcceptsActions(Wall) is { Succeeded: false } closed ? closed : MayAs(roles);

    /// <summary>Whether the actor may act on the shop now: the clock is running, and the crew allows it.</summary>
    public Outcome MayActOnShop() => Run.AcceptsActions(Wall) is { Succeeded: false } closed ? closed : Crew.RequireActing(PersonId);

    /// <summary>Whether the actor may write now, which is possible while the clock is stopped.</summary>
    public Outcome MayWrite(params IReadOnlyList<IncidentRole> roles) =>
        Run.AcceptsWriting(Wall) is { Succeeded: false } closed ? closed : MayAs(roles);

    private Outcome MayAs(IReadOnlyList<IncidentRole> roles) => roles.Count == 0 ? Outcome.Done : Crew.Require(PersonId, roles);
}
