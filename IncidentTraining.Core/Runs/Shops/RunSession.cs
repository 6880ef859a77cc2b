using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// What a use case works with inside a run's mailbox and one transaction: the run, tracked; the shop at the present virtual time;
/// the one door to the timeline; and the rooms that take part.
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
    /// <summary>The same words by the same person within this time were meant once.</summary>
    private static readonly TimeSpan DoubleClick = TimeSpan.FromSeconds(2);

    private readonly List<RunInput> _decisions = [];
    private long _lastInput = cache.LastInput;

    public TrainingDb Db { get; } = db;

    public LabRun Run { get; } = run;

    public ShopSimulation Shop { get; } = shop;

    /// <summary>Who works the run, as it was when the session began.</summary>
    public Crew Crew { get; } = stored.Crew;

    /// <summary>Who acts; empty when it is the portal itself.</summary>
    public string PersonName { get; } = personName;

    public Guid? PersonId { get; } = personId;

    public Scenario Scenario => Shop.Scenario;

    /// <summary>The run's virtual time.</summary>
    public TimeSpan Now => Shop.Now;

    /// <summary>The shop's wall clock, by which texts for people tell times.</summary>
    public ShopClock Clock { get; } = ShopClock.Of(run);

    /// <summary>Now, UTC.</summary>
    public DateTime Wall { get; } = wall;

    public IncidentTimeline Timeline { get; } = new(db, run.Id, Math.Max(stored.LastEntry, cache.LastEntry), shop.Now, wall);

    public RunParticipants Participants { get; } = participants;

    /// <summary>What is stored of the run, without what this session adds.</summary>
    public RunCache Cache { get; } = cache;

    /// <summary>The run's log with what this session has added.</summary>
    public IReadOnlyList<TimelineEntry> Log => [.. Cache.Log, .. Timeline.Added.Select(entry => entry.ToEntry())];

    /// <summary>What people in the channel have decided in this session; the shop takes it when the session is committed.</summary>
    public IReadOnlyList<RunInput> Decisions => _decisions;

    /// <summary>The inputs that this session or the one before it in the same mailbox has stored or answered.</summary>
    public IEnumerable<RunInput> Inputs => Db.ChangeTracker.Entries<RunInput>().Select(entry => entry.Entity);

    /// <summary>Whether the actor's last entry of this kind is the same as what they write now: the second click of a double
    /// click.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="isSame">Whether an entry says the same as the new one.</param>
    public bool HasJustRecorded(IncidentEventKind kind, Func<TimelineEntry, bool> isSame) =>
        Cache.Log.Where(e => e.Kind == kind && e.PersonId == PersonId).MaxBy(e => e.Number) is { } last
        && Wall - last.WallAt < DoubleClick
        && isSame(last);

    /// <summary>Stores an input of who acts, before the shop takes it.</summary>
    public RunInput Take(string action, IReadOnlyDictionary<string, string> arguments)
    {
        var input = new RunInput(Run.Id, ++_lastInput, Now, action, arguments, PersonId!.Value, Wall);
        Db.Add(input);
        return input;
    }

    /// <summary>Stores what a person in the channel decides, as an input of the run.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="askedBy">The member of the crew who asked for it.</param>
    public void Decide(PersonDecision decision, Guid askedBy)
    {
        var input = RunInput.Decision(Run.Id, ++_lastInput, Now, decision, askedBy, Wall);
        Db.Add(input);
        _decisions.Add(input);
    }

    /// <summary>
    /// The session of the next transaction in the same mailbox: the shop has moved on, and the run is as this session has committed it. It
    /// asks the database nothing.
    /// </summary>
    /// <param name="wall">Now, UTC.</param>
    public RunSession Next(DateTime wall) => new(Db, Run, Shop, stored, Cache, wall, PersonId, PersonName, Participants);

    /// <summary>Records what the responder did.</summary>
    public IncidentEvent Record(
        IncidentEventKind kind,
        string text,
        string subject = "",
        string? key = null,
        object? details = null,
        int? refersTo = null
    ) => Timeline.Record(kind, text, subject, PersonName, PersonId, key, details, refersTo);

    /// <summary>Whether who acts may take an action that moves the shop or the incident now: the clock goes, and one of the roles is
    /// theirs.</summary>
    public Outcome MayAct(params IReadOnlyList<IncidentRole> roles) =>
        Run.AcceptsActions(Wall) is { Succeeded: false } closed ? closed : MayAs(roles);

    /// <summary>Whether who acts may act on the shop now: the clock goes, and the crew lets them.</summary>
    public Outcome MayActOnShop() => Run.AcceptsActions(Wall) is { Succeeded: false } closed ? closed : Crew.RequireActing(PersonId);

    /// <summary>Whether who acts may write now, which goes on while the clock stands.</summary>
    public Outcome MayWrite(params IReadOnlyList<IncidentRole> roles) =>
        Run.AcceptsWriting(Wall) is { Succeeded: false } closed ? closed : MayAs(roles);

    private Outcome MayAs(IReadOnlyList<IncidentRole> roles) => roles.Count == 0 ? Outcome.Done : Crew.Require(PersonId, roles);
}
