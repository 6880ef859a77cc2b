namespace IncidentTraining.Core.PracticeShop;

/// <summary>A section of the charts: one value per virtual second and line.</summary>
/// <param name="FirstSecond">Virtual second of the first value.</param>
/// <param name="Count">Number of seconds in each line.</param>
/// <param name="Lines">The lines, always the same ones in the same order.</param>
public sealed record ShopCharts(int FirstSecond, int Count, IReadOnlyList<ChartLine> Lines);

/// <summary>One line of the charts.</summary>
/// <param name="Name">Stable name, see <see cref="ChartNames"/>.</param>
/// <param name="Unit">Unit of the values: <c>1/s</c>, <c>ms</c>, <c>%</c>, <c>USD</c> or empty for a count.</param>
/// <param name="Values">Values by second; NaN where nothing was measured.</param>
public sealed record ChartLine(string Name, string Unit, IReadOnlyList<double> Values);

/// <summary>Names of the lines that <c>ShopSimulation.Charts</c> returns.</summary>
public static class ChartNames
{
    /// <summary>All names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        RequestRate,
        ErrorRate,
        LatencyP50,
        LatencyP95,
        LatencyP99,
        PoolUsed,
        PoolWaiting,
        PoolSize,
        InFlight,
        ApiQueue,
        PaymentsApproved,
        PaymentsFailed,
        AvailabilityBudget,
        LatencyBudget,
        PaymentsDeclined,
        PaymentSuccess,
        PaymentsGatewayError,
        PaymentsGatewayTimeout,
        QueueDepth,
        QueueAge,
        WorkersUp,
        JobsCompleted,
        JobsFailed,
        RedisUp,
        RedisMemory,
        DatabaseFailures,
        StuckOrders,
        ExportedRows,
        OrderValue,
        OrderListValue,
    ];

    /// <summary>Requests answered per second.</summary>
    public const string RequestRate = "request_rate";

    /// <summary>Requests answered with a 5xx status per second.</summary>
    public const string ErrorRate = "error_rate";

    /// <summary>Median request duration over the last 30 seconds, from the histogram.</summary>
    public const string LatencyP50 = "latency_p50";

    /// <summary>95th percentile of the request duration over the last 30 seconds, from the histogram.</summary>
    public const string LatencyP95 = "latency_p95";

    /// <summary>99th percentile of the request duration over the last 30 seconds, from the histogram.</summary>
    public const string LatencyP99 = "latency_p99";

    /// <summary>Database connections in use.</summary>
    public const string PoolUsed = "pool_used";

    /// <summary>Requests that are waiting for a database connection.</summary>
    public const string PoolWaiting = "pool_waiting";

    /// <summary>Size of the connection pool.</summary>
    public const string PoolSize = "pool_size";

    /// <summary>Requests in the slots of all API instances.</summary>
    public const string InFlight = "in_flight";

    /// <summary>Requests queued before the slots of all API instances.</summary>
    public const string ApiQueue = "api_queue";

    /// <summary>Payments approved per second.</summary>
    public const string PaymentsApproved = "payments_approved";

    /// <summary>Payments declined or failed per second.</summary>
    public const string PaymentsFailed = "payments_failed";

    /// <summary>Payments declined by the customer's bank per second.</summary>
    public const string PaymentsDeclined = "payments_declined";

    /// <summary>Share of payment attempts of the last 60 seconds that were not failures, in per cent; NaN when there were none.</summary>
    public const string PaymentSuccess = "payment_success";

    /// <summary>Payments per second that failed between the shop and Paylane for any reason but a timeout.</summary>
    public const string PaymentsGatewayError = "payments_gateway_error";

    /// <summary>Payments per second that Paylane did not answer in time.</summary>
    public const string PaymentsGatewayTimeout = "payments_gateway_timeout";

    /// <summary>Jobs that are waiting for a worker; NaN when Redis does not respond.</summary>
    public const string QueueDepth = "queue_depth";

    /// <summary>Age of the oldest waiting job in seconds; NaN when Redis does not respond.</summary>
    public const string QueueAge = "queue_age";

    /// <summary>Worker processes that exist.</summary>
    public const string WorkersUp = "workers_up";

    /// <summary>Jobs completed per second.</summary>
    public const string JobsCompleted = "jobs_completed";

    /// <summary>Job attempts reported as failed per second, including final ones.</summary>
    public const string JobsFailed = "jobs_failed";

    /// <summary>1 while Redis responds, else 0.</summary>
    public const string RedisUp = "redis_up";

    /// <summary>Redis memory in use, in per cent of its limit; NaN when Redis does not respond.</summary>
    public const string RedisMemory = "redis_memory";

    /// <summary>Statements per second that failed in the database.</summary>
    public const string DatabaseFailures = "database_failures";

    /// <summary>Orders that were paid more than a minute ago and are not confirmed.</summary>
    public const string StuckOrders = "stuck_orders";

    /// <summary>Rows returned by the order export, per second over the last 60; only in a shop with <c>order-exports</c>.</summary>
    public const string ExportedRows = "exported_rows";

    /// <summary>
    /// Average charge for the orders paid in the last 60 seconds, in USD; NaN when there were none. Only in a shop with <c>offer</c>.
    /// </summary>
    public const string OrderValue = "order_value";

    /// <summary>Average list price of the same orders.</summary>
    public const string OrderListValue = "order_list_value";

    /// <summary>Remaining availability error budget, in per cent.</summary>
    public const string AvailabilityBudget = "availability_budget";

    /// <summary>Remaining latency error budget, in per cent.</summary>
    public const string LatencyBudget = "latency_budget";
}

/// <summary>The response of a health endpoint.</summary>
/// <param name="Path">The endpoint.</param>
/// <param name="Status">HTTP status: 200 or 503.</param>
/// <param name="State"><c>ok</c>, <c>degraded</c> or <c>unavailable</c>.</param>
/// <param name="Dependencies">One entry per dependency; empty for liveness.</param>
public sealed record HealthAnswer(string Path, int Status, string State, IReadOnlyList<DependencyHealth> Dependencies)
{
    /// <summary>Response time of the endpoint in milliseconds: that of its slowest check, because they run at the same time.</summary>
    public int Milliseconds => Dependencies.Count == 0 ? 0 : Dependencies.Max(dependency => dependency.Milliseconds);
}

/// <summary>A dependency in the readiness response.</summary>
/// <param name="Name">Name of the dependency.</param>
/// <param name="State"><c>up</c> or <c>down</c>.</param>
/// <param name="Milliseconds">How long the check takes.</param>
/// <param name="Error">Why it failed; empty when it succeeded.</param>
public sealed record DependencyHealth(string Name, string State, int Milliseconds, string Error);

/// <summary>A chaos experiment and whether it is on.</summary>
/// <param name="Id">Its id in the scenario.</param>
/// <param name="Title">Title for people.</param>
/// <param name="Description">What it does to which target.</param>
/// <param name="Enabled">Whether it is on now.</param>
/// <param name="Since">When it was last switched; null when never.</param>
public sealed record ExperimentState(string Id, string Title, string Description, bool Enabled, TimeSpan? Since);

/// <summary>A deploy, configuration change, migration or piece of maintenance, before or during the run.</summary>
/// <param name="Id">Stable id.</param>
/// <param name="At">Virtual time; negative for events before the run.</param>
/// <param name="Kind"><c>deploy</c>, <c>config</c>, <c>migration</c> or <c>maintenance</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="By">Who made it, by team or system.</param>
/// <param name="Diff">The change as a unified diff; empty when there is none to show.</param>
public sealed record ShopChange(string Id, TimeSpan At, string Kind, string Title, string By, string Diff);

/// <summary>What the incident has cost so far, measured by the engine since the start of the run.</summary>
/// <param name="FailedOrders">Orders given up after all retries.</param>
/// <param name="LostRevenueCents">Value of the baskets of those orders, in cents of the shop's currency (USD).</param>
/// <param name="UsersAffected">Distinct customers who met an error or waited for more than two seconds.</param>
/// <param name="AvailabilityBudgetLeft">Remaining share of the availability error budget; negative when overspent.</param>
/// <param name="LatencyBudgetLeft">Remaining share of the latency error budget; negative when overspent.</param>
/// <param name="StuckOrders">Orders that were paid more than a minute ago and are not confirmed now.</param>
/// <param name="DoubleCharges">Charges to customers who had already been charged for the same purchase.</param>
/// <param name="LostJobs">Jobs of customers' orders that were lost with Redis.</param>
/// <param name="ShedRequests">Requests that were shed.</param>
/// <param name="CustomersExposed">Customers who must be told that a stranger may have read their orders; null in a shop without an order
/// export.</param>
/// <param name="UnderchargedCents">Undercharged amount of orders that have not been corrected, in cents of USD; null in a shop without an
/// offer.</param>
public sealed record IncidentCost(
    long FailedOrders,
    long LostRevenueCents,
    int UsersAffected,
    double AvailabilityBudgetLeft,
    double LatencyBudgetLeft,
    int StuckOrders = 0,
    long DoubleCharges = 0,
    long LostJobs = 0,
    long ShedRequests = 0,
    int? CustomersExposed = null,
    long? UnderchargedCents = null
);

/// <summary>Something that belongs on a time axis or a timeline.</summary>
/// <param name="Sequence">The event's number in the run, from 1; the same in every replay.</param>
/// <param name="At">Virtual time.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Subject">Id of the affected experiment, alert, action, inject or instance.</param>
/// <param name="Text">One sentence for people.</param>
/// <param name="From">The speaker of a message; otherwise the component.</param>
public sealed record ShopEvent(long Sequence, TimeSpan At, ShopEventKind Kind, string Subject, string Text, string From);

/// <summary>Kinds of <see cref="ShopEvent"/>.</summary>
public enum ShopEventKind
{
    /// <summary>A responder's action was accepted.</summary>
    ActionStarted,

    /// <summary>A responder's action took effect.</summary>
    ActionFinished,

    /// <summary>A responder's action failed while executing.</summary>
    ActionFailed,

    /// <summary>An alert's condition is met and its waiting time has begun.</summary>
    AlertPending,

    /// <summary>An alert fires.</summary>
    AlertFiring,

    /// <summary>A firing alert's condition is no longer met.</summary>
    AlertResolved,

    /// <summary>A message from a person of the scenario.</summary>
    Message,

    /// <summary>A customer complains.</summary>
    Complaint,
}

/// <summary>
/// The truth about a run, measured by the engine. Must not be sent to a browser before the run has ended, except <see cref="ResolvedAt"/>.
/// </summary>
/// <param name="RootCause">Id of the root cause that the seed picked.</param>
/// <param name="ExperimentFirstOnAt">When a chaos experiment was first on.</param>
/// <param name="OnsetAt">First violation of a service level; null when there was none.</param>
/// <param name="DetectedAt">First alert that fired after the onset; null when there was none.</param>
/// <param name="CauseRemovedAt">When the last of the root cause's faults was repaired; null while any is present.</param>
/// <param name="RecoveredAt">Start of the current period in which everything holds; null while something does not.</param>
/// <param name="ResolvedAt">When that period and the absence of the cause had both lasted for the scenario's hold time; null before, and
/// again when either ends.</param>
/// <param name="ServiceLevelsHold">Whether every service level holds now.</param>
/// <param name="Unresolved">Why the run does not count as resolved, as sentences for the responder; empty when it does.</param>
public sealed record ShopTruth(
    string RootCause,
    TimeSpan? ExperimentFirstOnAt,
    TimeSpan? OnsetAt,
    TimeSpan? DetectedAt,
    TimeSpan? CauseRemovedAt,
    TimeSpan? RecoveredAt,
    TimeSpan? ResolvedAt,
    bool ServiceLevelsHold,
    IReadOnlyList<string> Unresolved
)
{
    /// <summary>
    /// When every service level had held for the hold time, whether or not the cause was gone; null before, and again when one stops
    /// holding.
    /// </summary>
    public TimeSpan? MitigatedAt { get; init; }

    /// <summary>
    /// Since when every service level has held without an intervention in the shop, whether or not one was ever violated; null while one
    /// does not hold, an experiment is on or traffic is shed.
    /// </summary>
    public TimeSpan? CalmSince { get; init; }

    /// <summary>When the cause's second act began; null before the first repair, and when there is no second act.</summary>
    public TimeSpan? SecondActAt { get; init; }

    /// <summary>The periods in which a stranger read customers' orders, oldest first; empty when there were none.</summary>
    public IReadOnlyList<ReadStretch> ReadByStranger { get; init; } = [];

    /// <summary>Whether the cause's second act had begun at a moment; false when there is none, and for a null moment.</summary>
    public bool IsInSecondActAt(TimeSpan? at) => at >= SecondActAt;
}
