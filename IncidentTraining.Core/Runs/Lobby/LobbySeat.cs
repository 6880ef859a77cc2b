using IncidentTraining.Core.Storage;

namespace IncidentTraining.Core.Runs;

/// <summary>A person in a lobby.</summary>
public sealed class LobbySeat : INotExported
{
    private LobbySeat() { }

    internal LobbySeat(Guid lobbyId, Guid personId, DateTime now) => (LobbyId, PersonId, SatAt) = (lobbyId, personId, now);

    /// <summary>The lobby.</summary>
    public Guid LobbyId { get; private set; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private set; }

    /// <summary>When they came, UTC.</summary>
    public DateTime SatAt { get; private set; }

    /// <summary>Whether they are ready.</summary>
    public bool IsReady { get; private set; }

    /// <summary>The roles that they have taken. A role has at most one holder in a lobby.</summary>
    public IReadOnlyList<IncidentRole> Roles => [.. Enum.GetValues<IncidentRole>().Where(role => (RoleBits & BitOf(role)) != 0)];

    /// <summary>The roles as bits: a set of four needs no table.</summary>
    internal int RoleBits { get; private set; }

    internal void Take(IncidentRole role) => RoleBits |= BitOf(role);

    internal void GiveUp(IncidentRole role) => RoleBits &= ~BitOf(role);

    internal void SetReady(bool isReady) => IsReady = isReady;

    private static int BitOf(IncidentRole role) => 1 << (int)role;
}
