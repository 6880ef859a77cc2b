using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>
/// What the components tell the world: one call per happening, from which metrics, logs and service levels follow together, so
/// that they always tell the same story.
/// </summary>
sealed class ShopTelemetry
{
    readonly ServiceLevelMeter _levels;
    readonly RequestMetrics _requests;
    readonly DatabaseMetrics _database;
    readonly int[] _payments;
    readonly Histogram _recommendations;
    readonly int _answered, _slow, _failed, _queueFull, _noInstance, _shed, _noConnection, _tooMany, _slowQuery, _scan;
    readonly int _declined, _gatewayError, _slowRecommendation, _started;
    readonly int[] _routeNames;
    int _since;

    public ShopTelemetry(Kernel kernel, ServiceLevelMeter levels, LatencyWindows latency)
    {
        _levels = levels;
        Logs = new LogRing(kernel, Hash);
        _requests = new RequestMetrics(Metrics, latency);
        _database = new DatabaseMetrics(Metrics);
        _payments = [.. Payments.Select(labels => Metrics.Counter("payment_processed_total", "Payments by outcome.", labels))];
        _recommendations = Metrics.Histogram("recommendation_call_duration_seconds",
            "Duration of synchronous calls to the recommendation service.", "caller=\"api\"", DatabaseMetrics.Bounds);

        _answered = Logs.Declare(ShopLogLevel.Info, "api", "{0:name} {1:n} in {2:ms} ms");
        _slow = Logs.Declare(ShopLogLevel.Warn, "api",
            "slow request: {0:name} {1:n} in {2:ms} ms (database connection after {3:ms} ms, queries {4:ms} ms, remote calls {5:ms} ms)");
        _failed = Logs.Declare(ShopLogLevel.Error, "api", "{0:name} {1:n} after {2:ms} ms");
        _queueFull = Logs.Declare(ShopLogLevel.Error, "load-balancer", "{0:name} 503: all slots and queue places of the chosen instance are taken");
        _noInstance = Logs.Declare(ShopLogLevel.Error, "load-balancer", "{0:name} 503: no instance in rotation");
        _shed = Logs.Declare(ShopLogLevel.Warn, "load-balancer", "{0:name} 503: turned away, traffic is being shed");
        _noConnection = Logs.Declare(ShopLogLevel.Error, "api",
            "{0:name}: timed out after 2000 ms waiting for a database connection ({1:n} in use, pool size {2:n}, {3:n} waiting)");
        _tooMany = Logs.Declare(ShopLogLevel.Error, "api", "{0:name}: FATAL: sorry, too many clients already (max_connections 60)");
        _slowQuery = Logs.Declare(ShopLogLevel.Warn, "database", "slow query {0:name}: {1:ms} ms");
        _scan = Logs.Declare(ShopLogLevel.Warn, "database",
            "slow query {0:name}: {1:ms} ms; plan: Seq Scan on orders, Filter: (customer_id = $1)");
        _declined = Logs.Declare(ShopLogLevel.Info, "payments", "payment declined by Paylane: {0:name}");
        _gatewayError = Logs.Declare(ShopLogLevel.Error, "payments", "payment failed: Paylane answered with an error");
        _slowRecommendation = Logs.Declare(ShopLogLevel.Warn, "api", "GET /api/products waited {0:ms} ms for recommendations");
        _started = Logs.Declare(ShopLogLevel.Info, "platform", "{0:name} started with release {1:name} and is in rotation");
        _routeNames = [.. Enum.GetValues<Route>().Select(route => Logs.Name($"{Routes.Method(route)} {Routes.Path(route)}"))];
        _queryNames = [.. Enum.GetValues<QueryKind>().Select(kind => Logs.Name(DatabaseOptions.Name(kind)))];
        _outcomeNames = [.. Enum.GetValues<PaymentOutcome>().Select(outcome => Logs.Name(Reason(outcome)))];
    }

    static readonly string[] Payments =
    [
        "status=\"approved\",reason=\"none\"", "status=\"declined\",reason=\"card_declined\"",
        "status=\"declined\",reason=\"insufficient_funds\"", "status=\"failed\",reason=\"gateway_error\"",
    ];

    readonly int[] _queryNames, _outcomeNames;

    /// <summary>Fingerprint of everything that was ever told.</summary>
    public StableHash Hash { get; } = new();

    /// <summary>All metrics.</summary>
    public MetricRegistry Metrics { get; } = new();

    /// <summary>All logs.</summary>
    public LogRing Logs { get; }

    /// <summary>Requests and their durations.</summary>
    public RequestMetrics Requests => _requests;

    /// <summary>Places of the payment counters: approved first.</summary>
    public IReadOnlyList<int> PaymentCounters => _payments;

    /// <summary>Requests that were answered or turned away.</summary>
    public long Answers { get; private set; }

    /// <summary>An API instance has answered a request.</summary>
    public void Answered(in Request request, int status, long duration)
    {
        Count(request.Route, status, duration);
        var name = _routeNames[(int)request.Route];
        if (status >= 500)
            Logs.Write(_failed, request.Trace, name, status, duration);
        else if (_levels.IsSlow(duration))
            Logs.Write(_slow, request.Trace, name, status, duration, request.PoolWait, request.DatabaseTime, request.RemoteTime);
        else if (_since++ % 16 == 0)
            Logs.Write(_answered, request.Trace, name, status, duration);
    }

    /// <summary>The load balancer has turned a request away.</summary>
    public void TurnedAway(in Request request, Refusal why)
    {
        Count(request.Route, 503, 0);
        var template = why switch { Refusal.QueueFull => _queueFull, Refusal.NoInstance => _noInstance, _ => _shed };
        Logs.Write(template, request.Trace, _routeNames[(int)request.Route]);
    }

    /// <summary>A request gave up waiting for a connection.</summary>
    public void NoConnection(in Request request, int used, int size, int waiting)
    {
        _database.CountAcquireTimeout();
        Logs.Write(_noConnection, request.Trace, _routeNames[(int)request.Route], used, size, waiting);
    }

    /// <summary>The database refused a connection.</summary>
    public void TooManyConnections(in Request request) =>
        Logs.Write(_tooMany, request.Trace, _routeNames[(int)request.Route]);

    /// <summary>A query has ended.</summary>
    public void Queried(QueryKind kind, long duration, long trace, bool scanned)
    {
        _database.Query(kind, duration);
        if (scanned)
            Logs.Write(_scan, trace, _queryNames[(int)kind], duration);
        else if (duration > 200_000)
            Logs.Write(_slowQuery, trace, _queryNames[(int)kind], duration);
    }

    /// <summary>A payment has ended.</summary>
    public void Paid(PaymentOutcome outcome, long trace)
    {
        Metrics.Add(_payments[(int)outcome]);
        if (outcome == PaymentOutcome.GatewayError)
            Logs.Write(_gatewayError, trace);
        else if (outcome != PaymentOutcome.Approved)
            Logs.Write(_declined, trace, _outcomeNames[(int)outcome]);
    }

    /// <summary>A call of the recommendation service has ended.</summary>
    public void Recommended(long duration, long trace)
    {
        _recommendations.Observe(duration);
        Logs.Write(_slowRecommendation, trace, duration);
    }

    /// <summary>An instance takes requests.</summary>
    public void InstanceStarted(string instance, string release) =>
        Logs.Write(_started, 0, Logs.Name(instance), Logs.Name(release));

    void Count(Route route, int status, long duration)
    {
        Answers++;
        _requests.Count(route, status, duration);
        _levels.Count(status >= 500, duration);
    }

    static string Reason(PaymentOutcome outcome) => outcome switch
    {
        PaymentOutcome.CardDeclined => "card_declined",
        PaymentOutcome.InsufficientFunds => "insufficient_funds",
        PaymentOutcome.GatewayError => "gateway_error",
        _ => "none",
    };
}
