namespace IncidentTraining.Core.PracticeShop;

/// <summary>An API instance as its operator sees it.</summary>
/// <param name="Name">Name, for example <c>api-1</c>.</param>
/// <param name="State"><c>running</c>, <c>starting</c> or <c>drained</c>.</param>
/// <param name="Release">Release that it runs.</param>
/// <param name="InFlight">Requests in its slots.</param>
/// <param name="Slots">Number of its slots.</param>
/// <param name="Queued">Requests in its queue.</param>
public sealed record InstanceState(string Name, string State, string Release, int InFlight, int Slots, int Queued)
{
    /// <summary>
    /// Event-loop utilisation in the minute before the last round of checks, in per cent; null if no round has measured it.
    /// </summary>
    public int? LoopPercent { get; init; }

    /// <summary>
    /// The largest amount of memory that it retained between the last two rounds of checks, in per cent of its limit; null if no round has
    /// measured it.
    /// </summary>
    public int? MemoryPercent { get; init; }
}

/// <summary>The current settings and resources of a shop.</summary>
/// <param name="Instances">API instances.</param>
/// <param name="Release">The release deployed last.</param>
/// <param name="PoolSize">Configured size of the connection pool.</param>
/// <param name="PoolUsed">Connections in use.</param>
/// <param name="PoolWaiting">Requests waiting for a connection.</param>
/// <param name="MaxConnections">Total number of connections that the database accepts.</param>
/// <param name="Indexes">Indexes of the orders table by name, including invalid ones.</param>
/// <param name="ShedPercent">Share of traffic that is shed, in per cent.</param>
public sealed record ShopState(
    IReadOnlyList<InstanceState> Instances,
    string Release,
    int PoolSize,
    int PoolUsed,
    int PoolWaiting,
    int MaxConnections,
    IReadOnlyList<string> Indexes,
    int ShedPercent
)
{
    /// <summary>When event loops and memory were last sampled; null if they have not been.</summary>
    public TimeSpan? ChecksAt { get; init; }
}
