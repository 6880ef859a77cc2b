namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>The results of a round of checks.</summary>
/// <param name="At">When it ran, in microseconds.</param>
/// <param name="SessionsAt">When the database last answered it, in microseconds.</param>
/// <param name="Connections">Connections by client.</param>
/// <param name="Sessions">Sessions of the database.</param>
/// <param name="Queries">Kinds of statements.</param>
/// <param name="Loops">Event-loop utilisation of each instance in the preceding minute, in per cent; empty in the first round.</param>
/// <param name="Memory">The largest amount of memory that each instance retained since the previous round, in per cent of its limit; empty
/// in the first round.</param>
/// <param name="Network">The network routes.</param>
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
