using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Recommendations;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>
/// What the components report: one call per event, from which metrics, logs and service levels are derived together, so that they are
/// always consistent.
/// </summary>
sealed class ShopTelemetry : IRequestReports, IDatabaseReports, IRecommendationReports
{
    const int OneInAnswered = 16;

    /// <summary>The pooler counts for five minutes, and its report is ready two minutes later.</summary>
    const long PoolerReport = 300 * Kernel.Second,
        PoolerReportDelay = 120 * Kernel.Second;

    readonly ServiceLevelMeter _levels;
    readonly SessionReport _sessions;
    readonly long _slowStatement;
    readonly bool _logsLocks;
    readonly Histogram _recommendations;
    readonly int _answered,
        _slow,
        _failed,
        _queueFull,
        _noInstance,
        _shed,
        _limited,
        _noConnection,
        _notCompleted;
    readonly int _slowQuery,
        _diskFull,
        _slowRecommendation,
        _started,
        _thrown,
        _notReady,
        _lock;
    readonly int[] _routeNames,
        _queryNames;
    int _since,
        _loginsNotCompleted,
        _loginsToReport,
        _loginsTooLate,
        _tooLateToReport;
    int? _checkedTooLate;

    public ShopTelemetry(Kernel kernel, ServiceLevelMeter levels, LatencyWindows latency, ShopLimits limits)
    {
        _levels = levels;
        _logsLocks = limits.LogsLockWaits;
        _slowStatement = limits.SlowStatement.Ticks / TimeSpan.TicksPerMicrosecond;
        Logs = new LogRing(kernel, Hash);
        _sessions = new SessionReport(Logs);
        Failover = new FailoverTelemetry(Logs);
        Requests = new RequestMetrics(Metrics, latency);
        Database = new DatabaseMetrics(Metrics);
        Payments = new PaymentTelemetry(Metrics, Logs, levels);
        Work = new WorkTelemetry(Metrics, Logs, limits);
        _recommendations = Metrics.Histogram(
            "recommendation_call_duration_seconds",
            "Duration of synchronous calls to the recommendation service.",
            "caller=\"api\"",
            DatabaseMetrics.Bounds
        );
        _answered = Logs.Declare(ShopLogLevel.Info, "api", "{0:name:route} {1:n:status} in {2:ms:ms} ms");
        _slow = Logs.Declare(
            ShopLogLevel.Warn,
            "api",
            "slow request: {0:name:route} {1:n:status} in {2:ms:ms} ms"
                + (
                    limits.LogsSteps
                        ? " (database connection after {3:ms:connectionMs} ms, queries {4:ms:queriesMs} ms, remote calls {5:ms:remoteMs} ms)"
                        : ""
                )
        );
        _failed = Logs.Declare(ShopLogLevel.Error, "api", "{0:name:route} {1:n:status} after {2:ms:ms} ms");
        _queueFull = Logs.Declare(
            ShopLogLevel.Error,
            "load-balancer",
            "{0:name:route} 503: all slots and queue places of the chosen instance are taken"
        );
        _noInstance = Logs.Declare(ShopLogLevel.Error, "load-balancer", "{0:name:route} 503: no instance in rotation");
        _shed = Logs.Declare(ShopLogLevel.Warn, "load-balancer", "{0:name:route} 503: turned away, traffic is being shed");
        _limited = Logs.Declare(ShopLogLevel.Info, "load-balancer", "{0:name:route} 429: the address sends more than its limit");
        _noConnection = Logs.Declare(
            ShopLogLevel.Error,
            "api",
            $"db acquire timeout after {limits.AcquireTimeout.TotalMilliseconds:0} ms: {{0:name:route}} got no connection, {{1:n:waiting}} waiting"
        );
        _notCompleted = Logs.Declare(ShopLogLevel.Warn, "pooler", "five-minute report: {0:n:logins} logins of shop_api were not completed");
        _slowQuery = Logs.Declare(ShopLogLevel.Warn, "database", "slow query {0:name:query}: {1:ms:ms} ms");
        _diskFull = Logs.Declare(
            ShopLogLevel.Error,
            "database",
            "ERROR: could not extend file \"base/16384/24601\": No space left on device. HINT: Check free disk space. STATEMENT: {0:name:query}"
        );
        _lock = Logs.Declare(
            ShopLogLevel.Warn,
            "database",
            "process 41127 still waiting for RowExclusiveLock on relation 16412 of database 16384 after 1000.049 ms. STATEMENT: update products p set stock = p.stock - …"
        );
        _slowRecommendation = Logs.Declare(ShopLogLevel.Info, "api", "recommendations answered after {0:ms:ms} ms");
        _started = Logs.Declare(
            ShopLogLevel.Info,
            "platform",
            "{0:name:instance} started with release {1:name:release} and is in rotation"
        );
        _thrown = Logs.Declare(
            ShopLogLevel.Error,
            "api",
            "request failed: {0:name:route} TypeError: Cannot read properties of null (reading 'discount'), release " + Releases.Newest
        );
        _notReady = Logs.Declare(ShopLogLevel.Error, "api", "readiness check failed: {0:name:error}");
        _routeNames = [.. Enum.GetValues<Route>().Select(route => Logs.Name($"{Routes.Method(route)} {Routes.Path(route)}"))];
        _queryNames = [.. Enum.GetValues<QueryKind>().Select(kind => Logs.Name(DatabaseOptions.Name(kind)))];
        Exports = limits.Exports is null ? null : new ExportTelemetry(Metrics, Logs);
        Totals = limits.Offer is null ? null : new TotalsTelemetry(Metrics, Logs);
    }

    /// <summary>Fingerprint of all telemetry.</summary>
    public StableHash Hash { get; } = new();

    /// <summary>All metrics.</summary>
    public MetricRegistry Metrics { get; } = new();

    /// <summary>All logs.</summary>
    public LogRing Logs { get; }

    /// <summary>Requests and their durations.</summary>
    public RequestMetrics Requests { get; }

    /// <summary>Queries and connections.</summary>
    public DatabaseMetrics Database { get; }

    /// <summary>Payments.</summary>
    public PaymentTelemetry Payments { get; }

    /// <summary>Workers and jobs.</summary>
    public WorkTelemetry Work { get; }

    /// <summary>Log lines of the database hosts when one takes over from the other.</summary>
    public FailoverTelemetry Failover { get; }

    /// <summary>Reads of the order export; null in a shop that has none.</summary>
    public ExportTelemetry? Exports { get; }

    /// <summary>Totals of orders; null in a shop without an offer.</summary>
    public TotalsTelemetry? Totals { get; }

    /// <summary>Requests that were answered or rejected.</summary>
    public long Answers { get; private set; }

    /// <summary>Those that the load balancer rejected.</summary>
    public long Refusals { get; private set; }

    /// <summary>Whether a duration exceeds the latency service level's threshold.</summary>
    public bool IsSlow(long duration) => _levels.IsSlow(duration);

    /// <summary>An API instance has answered a request, or its sender has given up.</summary>
    public void Answered(in Request request, int status, long duration)
    {
        Count(request.Route, status, duration);
        var name = _routeNames[(int)request.Route];
        if (status is >= 500 or 499)
            Logs.Write(_failed, request.Trace, name, status, duration);
        else if (_levels.IsSlow(duration))
            Logs.Write(_slow, request.Trace, name, status, duration, request.PoolWait, request.DatabaseTime, request.RemoteTime);
        else if (status is 401 || _since++ % OneInAnswered == 0)
            Logs.Write(_answered, request.Trace, name, status, duration);
    }

    /// <summary>The load balancer has rejected a request.</summary>
    public void TurnedAway(in Request request, TurnAwayReason why)
    {
        Refusals++;
        Count(request.Route, why == TurnAwayReason.Limited ? 429 : 503, duration: null);
        var template = why switch
        {
            TurnAwayReason.QueueFull => _queueFull,
            TurnAwayReason.NoInstance => _noInstance,
            TurnAwayReason.Limited => _limited,
            _ => _shed,
        };
        Logs.Write(template, request.Trace, _routeNames[(int)request.Route]);
    }

    /// <summary>A handler has thrown an exception.</summary>
    public void Thrown(in Request request) => Logs.Write(_thrown, request.Trace, _routeNames[(int)request.Route]);

    /// <summary>A request gave up waiting for a connection.</summary>
    public void NoConnection(in Request request, int used, int size, int waiting)
    {
        Database.CountAcquireTimeout();
        Logs.Write(_noConnection, request.Trace, _routeNames[(int)request.Route], waiting);
    }

    /// <summary>
    /// A connection could not be opened. The pooler holds a login that it cannot complete for longer than the API waits, so the API does
    /// not learn the reason; the pooler counts those that reach it.
    /// </summary>
    public void LoginNotCompleted(ConnectOutcome why)
    {
        // A login that does not reach the pooler appears in none of its reports.
        _loginsNotCompleted += why is ConnectOutcome.Silence or ConnectOutcome.Untrusted ? 0 : 1;
        _loginsTooLate += why == ConnectOutcome.TooSlow ? 1 : 0;
    }

    /// <summary>The pool has opened a session to replace one that has served its number of requests.</summary>
    public void SessionOpened() => _sessions.Opened();

    /// <summary>A virtual second has passed.</summary>
    public void EndSecond(long now)
    {
        _sessions.EndSecond(now);
        if (now % PoolerReport == 0)
            (_loginsToReport, _loginsNotCompleted, _tooLateToReport, _loginsTooLate) = (_loginsNotCompleted, 0, _loginsTooLate, 0);
        else if (now % PoolerReport == PoolerReportDelay && _loginsToReport > 0)
            Report();
    }

    void Report()
    {
        Logs.Write(_notCompleted, 0, _loginsToReport);
        if (_tooLateToReport == 0)
            return;
        // The other kinds of lines are as old as the log; this one is declared on first use.
        _checkedTooLate ??= Logs.Declare(
            ShopLogLevel.Info,
            "pooler",
            "five-minute report: {0:n:logins} of them were checked after their client had gone"
        );
        Logs.Write(_checkedTooLate.Value, 0, _tooLateToReport);
    }

    /// <summary>A query has ended.</summary>
    public void Queried(QueryKind kind, long duration, long trace)
    {
        Database.Query(kind, duration);
        if (duration > _slowStatement)
            Logs.Write(_slowQuery, trace, _queryNames[(int)kind], duration);
    }

    /// <summary>A query failed because the disk is full.</summary>
    public void QueryFailed(QueryKind kind, long trace)
    {
        Database.CountFailedQuery();
        Logs.Write(_diskFull, trace, _queryNames[(int)kind]);
    }

    /// <summary>A write failed because its session leads to a read-only host.</summary>
    public void WriteRefused(QueryKind kind, long trace)
    {
        Database.CountFailedQuery();
        Failover.WriteRefused(kind == QueryKind.PlaceOrder ? "INSERT" : "UPDATE", _queryNames[(int)kind], trace);
    }

    /// <summary>A worker's statement is waiting for a lock.</summary>
    public void WaitsForLock()
    {
        if (_logsLocks)
            Logs.Write(_lock, 0);
    }

    /// <summary>A call of the recommendation service has ended.</summary>
    public void Recommended(long duration, long trace)
    {
        _recommendations.Observe(duration);
        Logs.Write(_slowRecommendation, trace, duration);
    }

    /// <summary>An instance accepts requests.</summary>
    public void InstanceStarted(string instance, string release) => Logs.Write(_started, 0, Logs.Name(instance), Logs.Name(release));

    /// <summary>The load balancer's readiness check has failed.</summary>
    public void NotReady(string dependency) => Logs.Write(_notReady, 0, Logs.Name(dependency));

    void Count(Route route, int status, long? duration)
    {
        Answers++;
        Requests.Count(route, status, duration);
        _levels.Count(status >= 500, duration);
        if (route == Route.Checkout)
            _levels.PaymentEnded(RequestMetrics.IsFailure(status));
    }
}
