namespace IncidentTraining.Core.PracticeShop;

/// <summary>The database and the connection pool, as the project's dashboard and the API show them.</summary>
/// <param name="Project">Name of the hosted project.</param>
/// <param name="PoolSize">Configured size of the API's pool.</param>
/// <param name="PoolOpen">Connections of the pool that are open or being opened.</param>
/// <param name="PoolUsed">Connections in use by requests or being opened.</param>
/// <param name="PoolIdle">Open connections that are not in use.</param>
/// <param name="PoolWaiting">Requests waiting for a connection.</param>
/// <param name="MaxConnections">Total number of connections that the database accepts.</param>
/// <param name="Connections">How many of them each client held at <paramref name="SeenAt"/>, the most first.</param>
/// <param name="DiskPercent">How full the disk is, in per cent.</param>
/// <param name="AcceptsWrites">Whether writes succeed.</param>
/// <param name="Queries">Kinds of queries, counted until <paramref name="SeenAt"/>.</param>
/// <param name="Indexes">Indexes of the orders table by name, including invalid ones.</param>
/// <param name="Sessions">The sessions at <paramref name="SeenAt"/>, identical ones in one row, as <c>pg_stat_activity</c> lists
/// them.</param>
/// <param name="SeenAt">When connections, sessions and queries were sampled; null for now.</param>
public sealed record DatabaseState(
    string Project,
    int PoolSize,
    int PoolOpen,
    int PoolUsed,
    int PoolIdle,
    int PoolWaiting,
    int MaxConnections,
    IReadOnlyList<ConnectionUse> Connections,
    double DiskPercent,
    bool AcceptsWrites,
    IReadOnlyList<QueryState> Queries,
    IReadOnlyList<string> Indexes,
    IReadOnlyList<SessionState> Sessions,
    TimeSpan? SeenAt
);

/// <summary>Connections of one client of the database.</summary>
/// <param name="Client">Name of the client.</param>
/// <param name="Connections">Number of connections that it holds.</param>
public sealed record ConnectionUse(string Client, int Connections);

/// <summary>Identical sessions of the database.</summary>
/// <param name="Client">Name of the client.</param>
/// <param name="Count">Number of sessions.</param>
/// <param name="State"><c>active</c>, <c>idle</c> or <c>idle in transaction</c>; <c>streaming</c> for a replica.</param>
/// <param name="WaitsFor">What their statement is waiting for; empty for nothing.</param>
/// <param name="Statement">The running or last statement; empty when statements differ.</param>
public sealed record SessionState(string Client, int Count, string State, string WaitsFor, string Statement);

/// <summary>A kind of query.</summary>
/// <param name="Name">Name.</param>
/// <param name="Calls">How often it ran since the start.</param>
/// <param name="MeanMilliseconds">Mean duration, including the wait for a processor; 0 when it never ran.</param>
/// <param name="Plan">The query plan; empty when it never ran.</param>
public sealed record QueryState(string Name, long Calls, double MeanMilliseconds, string Plan)
{
    /// <summary>
    /// Share of the pages read through an index that come from the database's cache, in per cent; null for other plans, and when it never
    /// ran.
    /// </summary>
    public int? CachedPercent { get; init; }
}
