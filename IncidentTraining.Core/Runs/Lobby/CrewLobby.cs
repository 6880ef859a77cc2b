using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>
/// The place where a crew gathers before a lab: its members choose roles, read the brief and mark themselves as ready. The run, and with it
/// the incident's clock, exists only once they start. A lobby that has started keeps a reference to its run, so that returning pages find
/// it.
/// </summary>
public sealed class CrewLobby : INotExported
{
    private readonly List<LobbySeat> _seats = [];

    private CrewLobby() { }

    internal CrewLobby(Guid id, Guid cohortId, string pageId, DateTime now) =>
        (Id, CohortId, PageId, OpenedAt) = (id, cohortId, pageId, now);

    /// <summary>Identifies the lobby in addresses.</summary>
    public Guid Id { get; private set; }

    /// <summary>The class.</summary>
    public Guid CohortId { get; private set; }

    /// <summary>The lab's page.</summary>
    public string PageId { get; private set; } = "";

    /// <summary>When it was opened, UTC.</summary>
    public DateTime OpenedAt { get; private set; }

    /// <summary>The run that was started from it; null before.</summary>
    public Guid? RunId { get; private set; }

    /// <summary>When it was closed without a run, UTC; null while it is open and after a start.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Incremented by each change; the database refuses a write based on an older version.</summary>
    public int Version { get; private set; }

    /// <summary>Its members, in no particular order.</summary>
    public IReadOnlyList<LobbySeat> Seats => _seats;

    /// <summary>Whether a crew is gathering in it.</summary>
    public bool IsOpen => RunId is null && ClosedAt is null;

    /// <summary>The person's seat; null for a person who is not in the lobby.</summary>
    public LobbySeat? SeatOf(Guid personId) => _seats.Find(seat => seat.PersonId == personId);

    /// <summary>The holder of a role; null while it is free.</summary>
    public LobbySeat? HolderOf(IncidentRole role) => _seats.Find(seat => seat.Roles.Contains(role));

    /// <summary>Gives a person a seat; no-op if they have one.</summary>
    internal Outcome Sit(Guid personId, DateTime now)
    {
        if (SeatOf(personId) is not null)
        {
            return Outcome.Done;
        }

        if (RequireOpen() is { Succeeded: false } refused)
        {
            return refused;
        }

        if (_seats.Count >= Crew.Most)
        {
            return Refusal.Conflict($"This crew is full: {Crew.Most} people. Join another one, or gather your own.");
        }

        _seats.Add(new LobbySeat(Id, personId, now));
        Version++;
        return Outcome.Done;
    }

    /// <summary>Removes a person's seat and roles; removing the last one closes the lobby.</summary>
    internal void Leave(Guid personId, DateTime now)
    {
        if (!IsOpen || SeatOf(personId) is not { } seat)
        {
            return;
        }

        _seats.Remove(seat);
        Version++;
        if (_seats.Count == 0)
        {
            Close(now);
        }
    }

    /// <summary>Gives a person a role that is free, or whose holder is away.</summary>
    /// <param name="personId">Who takes it.</param>
    /// <param name="role">The role.</param>
    /// <param name="isHere">Whether a person has the lobby open.</param>
    /// <param name="nameOf">Returns a person's name.</param>
    internal Outcome Take(Guid personId, IncidentRole role, Func<Guid, bool> isHere, Func<Guid, string> nameOf)
    {
        if (RequireSeat(personId) is { Succeeded: false } refused)
        {
            return refused;
        }

        if (!Enum.IsDefined(role))
        {
            return Refusal.Invalid("Choose a role from the list.");
        }

        var (holder, own) = (HolderOf(role), SeatOf(personId)!);
        if (holder == own)
        {
            return Outcome.Done;
        }

        if (holder is not null && isHere(holder.PersonId))
        {
            return Refusal.Conflict($"{nameOf(holder.PersonId)} has taken this role. Agree on who does what, or take another one.");
        }

        holder?.GiveUp(role);
        own.Take(role);
        Version++;
        return Outcome.Done;
    }

    /// <summary>Frees a person's role.</summary>
    internal Outcome GiveUp(Guid personId, IncidentRole role)
    {
        if (RequireSeat(personId) is { Succeeded: false } refused)
        {
            return refused;
        }

        SeatOf(personId)!.GiveUp(role);
        Version++;
        return Outcome.Done;
    }

    /// <summary>Sets whether a person is ready.</summary>
    internal Outcome SetReady(Guid personId, bool isReady)
    {
        if (RequireSeat(personId) is { Succeeded: false } refused)
        {
            return refused;
        }

        SeatOf(personId)!.SetReady(isReady);
        Version++;
        return Outcome.Done;
    }

    /// <summary>The incident commander, if present; without one, everyone may start.</summary>
    internal LobbySeat? StarterAmong(Func<Guid, bool> isHere) =>
        HolderOf(IncidentRole.Commander) is { } commander && isHere(commander.PersonId) ? commander : null;

    /// <summary>Whether a person may start now; otherwise who may.</summary>
    internal Outcome MayStart(Guid personId, Func<Guid, bool> isHere, Func<Guid, string> nameOf) =>
        RequireSeat(personId) is { Succeeded: false } refused ? refused
        : StarterAmong(isHere) is { } commander && commander.PersonId != personId
            ? Refusal.NotAllowed($"{nameOf(commander.PersonId)} starts, as the incident commander.")
        : Outcome.Done;

    /// <summary>The crew has started.</summary>
    internal void Start(Guid runId)
    {
        RunId = runId;
        Version++;
    }

    /// <summary>Closes it without a run.</summary>
    internal void Close(DateTime now)
    {
        if (IsOpen)
        {
            ClosedAt = now;
            Version++;
        }
    }

    private Outcome RequireSeat(Guid personId) =>
        RequireOpen() is { Succeeded: false } refused ? refused
        : SeatOf(personId) is null ? Refusal.NotAllowed("You are not in this lobby. Join it first.")
        : Outcome.Done;

    private Outcome RequireOpen() =>
        RunId is not null ? Refusal.TooLate("This crew has started its lab. Join it on the Labs page.")
        : ClosedAt is not null ? Refusal.TooLate("This lobby is closed. Gather a crew on the Labs page.")
        : Outcome.Done;
}
