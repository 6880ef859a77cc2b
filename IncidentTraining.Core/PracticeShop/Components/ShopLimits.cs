using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Components.Orders;

namespace IncidentTraining.Core.PracticeShop.Components;

/// <summary>Sizes and limits of the shop and the patience of its customers, which a scenario may set under <c>shop</c>.</summary>
public sealed record ShopLimits
{
    /// <summary>API instances.</summary>
    public int Instances { get; init; } = ApiOptions.Instances;

    /// <summary>Requests that one API instance processes at the same time.</summary>
    public int Slots { get; init; } = ApiOptions.Slots;

    /// <summary>Requests per instance that may wait for a slot. Further ones are answered with 503.</summary>
    public int Queue { get; init; } = ApiOptions.QueueLimit;

    /// <summary>Median event-loop time of one request, which limits an instance's capacity.</summary>
    public TimeSpan Work { get; init; } = ApiOptions.UsualWork;

    /// <summary>Time after which the API gives up on a request.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMicroseconds(ApiOptions.RequestTimeout);

    /// <summary>Database connections that the API instances share.</summary>
    public int Pool { get; init; } = DatabaseOptions.PoolSize;

    /// <summary>How long a request waits for a database connection.</summary>
    public TimeSpan AcquireTimeout { get; init; } = TimeSpan.FromMicroseconds(DatabaseOptions.AcquireTimeout);

    /// <summary>Duration from which the database logs one of the shop's statements as slow.</summary>
    public TimeSpan SlowStatement { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the API's warnings about slow requests include the duration of each step; traces always do.</summary>
    public bool LogsSteps { get; init; } = true;

    /// <summary>Idle sessions that the project's pooler keeps open for the API; null for as many as it may open.</summary>
    public int? PoolerKeeps { get; init; }

    /// <summary>
    /// Share of product lists, in per cent, for which the newest release asks the recommendation service even without a fault.
    /// </summary>
    public int UnpickedPercent { get; init; }

    /// <summary>
    /// How often the database's sessions and statements, the instances' event loops and the network routes are sampled; zero for always.
    /// </summary>
    public TimeSpan ChecksEvery { get; init; }

    /// <summary>Whether the database logs statements that wait for a lock. Postgres does so only if configured.</summary>
    public bool LogsLockWaits { get; init; } = true;

    /// <summary>Whether logs and the list of workers show the error with which a process ended; its exit code is always known.</summary>
    public bool LogsCrashes { get; init; } = true;

    /// <summary>Whether the workers run an older release than the API.</summary>
    public bool WorkersBehind { get; init; }

    /// <summary>How long a worker's statement may wait for a lock before its process ends; null for no limit.</summary>
    public TimeSpan? WorkerStatementTimeout { get; init; }

    /// <summary>How far the pause before a worker restarts may deviate from the planned one, in per cent.</summary>
    public int RestartJitterPercent { get; init; }

    /// <summary>Whether the project's pooler keeps the workers' sessions open while their processes are stopped.</summary>
    public bool PoolerKeepsWorkers { get; init; }

    /// <summary>Whether the workers read orders from a replica of the database.</summary>
    public bool Replica { get; init; }

    /// <summary>The product lists that the newest release caches in Redis; null when it caches none.</summary>
    public KeptLists? Lists { get; init; }

    /// <summary>The order export for partners; null when the shop has none.</summary>
    public OrderExports? Exports { get; init; }

    /// <summary>The shop's announced offer; null when it has none.</summary>
    public SeasonOffer? Offer { get; init; }

    /// <summary>When customers repeat a failed request.</summary>
    public RetryPlan Retries { get; init; } = new();
}
