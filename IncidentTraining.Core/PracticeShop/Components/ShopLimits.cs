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

    /// <summary>Requests that one API instance works on at a time.</summary>
    public int Slots { get; init; } = ApiOptions.Slots;

    /// <summary>Requests that may wait for a slot, for each instance. The next one is answered 503.</summary>
    public int Queue { get; init; } = ApiOptions.QueueLimit;

    /// <summary>Median work of an instance's event loop for one request, by which its capacity is bound.</summary>
    public TimeSpan Work { get; init; } = ApiOptions.UsualWork;

    /// <summary>Time after which the API gives a request up.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromMicroseconds(ApiOptions.RequestTimeout);

    /// <summary>Database connections that the API instances share.</summary>
    public int Pool { get; init; } = DatabaseOptions.PoolSize;

    /// <summary>How long a request waits for a database connection.</summary>
    public TimeSpan AcquireTimeout { get; init; } = TimeSpan.FromMicroseconds(DatabaseOptions.AcquireTimeout);

    /// <summary>Time from which the database logs a statement of the shop as slow.</summary>
    public TimeSpan SlowStatement { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether the API's warnings about slow requests name the time of their steps; traces have it in any case.</summary>
    public bool LogsSteps { get; init; } = true;

    /// <summary>Sessions that the project's pooler keeps open for the API while they are not needed; null for all that it has for
    /// it.</summary>
    public int? PoolerKeeps { get; init; }

    /// <summary>Share of product lists for which the newest release asks the recommendation service even when all is well, in per
    /// cent.</summary>
    public int UnpickedPercent { get; init; }

    /// <summary>
    /// How often the database's sessions and statements, the instances' event loops and the ways between the parts are looked at; zero for
    /// always.
    /// </summary>
    public TimeSpan ChecksEvery { get; init; }

    /// <summary>Whether the database logs that a statement waits for a lock. Postgres does not, unless it is told to.</summary>
    public bool LogsLockWaits { get; init; } = true;

    /// <summary>Whether logs and the list of workers say with which error a process has ended; its code is known in any case.</summary>
    public bool LogsCrashes { get; init; } = true;

    /// <summary>Whether the workers run the release before that of the API.</summary>
    public bool WorkersBehind { get; init; }

    /// <summary>How long a worker's statement may wait for a lock before its process ends for want of an answer; null for always.</summary>
    public TimeSpan? WorkerStatementTimeout { get; init; }

    /// <summary>How far the pause before a worker is started again may be longer or shorter than planned, in per cent.</summary>
    public int RestartJitterPercent { get; init; }

    /// <summary>Whether the project's pooler keeps the workers' sessions open while their processes are away.</summary>
    public bool PoolerKeepsWorkers { get; init; }

    /// <summary>Whether the workers read orders from a replica of the database.</summary>
    public bool Replica { get; init; }

    /// <summary>The product lists that the newest release keeps in Redis; null when it keeps none.</summary>
    public KeptLists? Lists { get; init; }

    /// <summary>The export of orders for partners; null when the shop has none.</summary>
    public OrderExports? Exports { get; init; }

    /// <summary>The offer that the shop has announced; null when it has none.</summary>
    public SeasonOffer? Offer { get; init; }

    /// <summary>When customers repeat a request that failed.</summary>
    public RetryPlan Retries { get; init; } = new();
}
