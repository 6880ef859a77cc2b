namespace IncidentTraining.Core.PracticeShop;

/// <summary>The database and the pool before it, as the project's dashboard and the API show them.</summary>
/// <param name="Project">Name of the hosted project.</param>
/// <param name="PoolSize">Configured size of the API's pool.</param>
/// <param name="PoolOpen">Connections that the pool has open or is opening.</param>
/// <param name="PoolUsed">Connections lent to requests or being opened.</param>
/// <param name="PoolIdle">Open connections that no one uses.</param>
/// <param name="PoolWaiting">Requests waiting for a connection.</param>
/// <param name="MaxConnections">Connections that the database accepts in all.</param>
/// <param name="Connections">Who held how many of them at <paramref name="SeenAt"/>, the most first.</param>
/// <param name="DiskPercent">How full the disk is, in per cent.</param>
/// <param name="AcceptsWrites">Whether writes succeed.</param>
/// <param name="Queries">Kinds of queries, counted until <paramref name="SeenAt"/>.</param>
/// <param name="Indexes">Indexes of the orders table by name, those that are not valid included.</param>
/// <param name="Sessions">The sessions at <paramref name="SeenAt"/>, alike ones in one row, as <c>pg_stat_activity</c> lists them.</param>
/// <param name="SeenAt">When connections, sessions and queries were looked at; null for now.</param>
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
/// <param name="Connections">How many it holds.</param>
public sealed record ConnectionUse(string Client, int Connections);

/// <summary>Sessions of the database that are alike.</summary>
/// <param name="Client">Name of the client.</param>
/// <param name="Count">How many there are.</param>
/// <param name="State"><c>active</c>, <c>idle</c> or <c>idle in transaction</c>; <c>streaming</c> for a replica.</param>
/// <param name="WaitsFor">What their statement waits for; empty for nothing.</param>
/// <param name="Statement">The statement that runs, or the last one; empty when statements differ.</param>
public sealed record SessionState(string Client, int Count, string State, string WaitsFor, string Statement);

/// <summary>A kind of query.</summary>
/// <param name="Name">Name.</param>
/// <param name="Calls">How often it ran since the start.</param>
/// <param name="MeanMilliseconds">Mean duration, waiting for a processor included; 0 when it never ran.</param>
/// <param name="Plan">How the database answers it; empty when it never ran.</param>
public sealed record QueryState(string Name, long Calls, double MeanMilliseconds, string Plan)
{
    /// <summary>Share of the pages that it reads by an index that come from the database's cache, in per cent; null for other plans, and
    /// when it never ran.</summary>
    public int? CachedPercent { get; init; }
}
