namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>What a round of checks saw.</summary>
/// <param name="At">When it looked, in microseconds.</param>
/// <param name="SessionsAt">When the database last answered it, in microseconds.</param>
/// <param name="Connections">Connections by client.</param>
/// <param name="Sessions">Sessions of the database.</param>
/// <param name="Queries">Kinds of statements.</param>
/// <param name="Loops">Share of the minute before in which each instance's event loop worked, in per cent; empty in the first
/// round.</param>
/// <param name="Memory">The most memory that each instance kept since the round before, in per cent of its limit; empty in the first
/// round.</param>
/// <param name="Network">The ways between the parts.</param>
sealed record CheckRound(
    long At,
    long SessionsAt,
    IReadOnlyList<ConnectionUse> Connections,
    IReadOnlyList<SessionState> Sessions,
    IReadOnlyList<QueryState> Queries,
    IReadOnlyList<int> Loops,
    IReadOnlyList<int> Memory,
    IReadOnlyList<NetworkProbe> Network
);
