namespace IncidentTraining.Core.PracticeShop;

/// <summary>An API instance as its operator sees it.</summary>
/// <param name="Name">Name, for instance <c>api-1</c>.</param>
/// <param name="State"><c>running</c>, <c>starting</c> or <c>drained</c>.</param>
/// <param name="Release">Release that it runs.</param>
/// <param name="InFlight">Requests in its slots.</param>
/// <param name="Slots">Number of its slots.</param>
/// <param name="Queued">Requests in its queue.</param>
public sealed record InstanceState(string Name, string State, string Release, int InFlight, int Slots, int Queued)
{
    /// <summary>Share of the minute before the last round of checks in which its event loop worked, in per cent; null where no round has
    /// counted it.</summary>
    public int? LoopPercent { get; init; }

    /// <summary>The most memory that it kept between the last two rounds of checks, in per cent of its limit; null where no round has
    /// looked.</summary>
    public int? MemoryPercent { get; init; }
}

/// <summary>The settings and resources of a shop as they are now.</summary>
/// <param name="Instances">API instances.</param>
/// <param name="Release">Release that was deployed last.</param>
/// <param name="PoolSize">Configured size of the connection pool.</param>
/// <param name="PoolUsed">Connections in use.</param>
/// <param name="PoolWaiting">Requests waiting for a connection.</param>
/// <param name="MaxConnections">Connections that the database accepts in all.</param>
/// <param name="Indexes">Indexes of the orders table by name, those that are not valid included.</param>
/// <param name="ShedPercent">Share of traffic that is turned away on purpose, in per cent.</param>
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
    /// <summary>When event loops and memory were last looked at; null where they are not, or have not been yet.</summary>
    public TimeSpan? ChecksAt { get; init; }
}
