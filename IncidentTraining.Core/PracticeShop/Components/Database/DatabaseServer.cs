using IncidentTraining.Core.PracticeShop.Components.Network;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>State of the hosted project.</summary>
enum ProjectCondition
{
    Active,
    Paused,
    Resuming,

    /// <summary>The primary's host has failed, and the standby is taking over.</summary>
    FailingOver,
}

/// <summary>The outcome of an attempt to open a connection.</summary>
enum ConnectOutcome
{
    Opened,

    /// <summary>The project is paused or resuming.</summary>
    Paused,

    /// <summary>The database rejects the password.</summary>
    BadPassword,

    /// <summary>All connections of the database, or of the pooler for the API, are in use.</summary>
    TooMany,

    /// <summary>No one answers.</summary>
    Silence,

    /// <summary>The API does not trust the pooler's certificate and ends the connection.</summary>
    Untrusted,

    /// <summary>The client gave up before the login was checked.</summary>
    TooSlow,
}

/// <summary>The hosted Postgres as a whole: whether it runs, which clients it accepts, whether it can write.</summary>
sealed class DatabaseServer(NetworkRoutes network)
{
    /// <summary>Initial disk size in gigabytes.</summary>
    public const int FirstDisk = 8;

    public ProjectCondition Condition { get; set; }

    /// <summary>Whether the API knows the current password of its login <c>shop_api</c>.</summary>
    public bool ApiPasswordValid { get; set; } = true;

    /// <summary>Whether the API trusts the root that signed the pooler's certificate.</summary>
    public bool ApiTrustsPooler { get; set; } = true;

    /// <summary>Connections that the analysts' tool holds.</summary>
    public int AnalyticsSessions { get; set; }

    /// <summary>Connections that the workers hold.</summary>
    public int WorkerSessions { get; set; }

    /// <summary>Connections that the API's pool holds.</summary>
    public int ApiSessions { get; set; }

    /// <summary>API logins that the project's pooler completes at the same time; further ones wait for a free place.</summary>
    public int PoolerPlaces { get; set; } = DatabaseOptions.MaxConnections;

    /// <summary>Where the API's logins wait to be checked; null while checking takes negligible time.</summary>
    public LoginDesk? Desk { get; set; }

    /// <summary>Share of the pooler's API sessions that lead to a host that has become a read-only standby, in per cent.</summary>
    public int ReadOnlyPercent { get; set; }

    /// <summary>Whether a session holds a lock on <c>products</c>, for which every write to it waits. Reads continue.</summary>
    public bool ProductsLocked { get; set; }

    /// <summary>The page cache.</summary>
    public PageCache Cache { get; } = new();

    public double DiskGigabytes { get; set; } = FirstDisk;

    public double UsedGigabytes { get; set; } = 3.3;

    /// <summary>Growth of the disk's use per second, in gigabytes.</summary>
    public double GrowthPerSecond { get; set; }

    /// <summary>Whether there is disk space for writes.</summary>
    public bool HasRoom => UsedGigabytes < DiskGigabytes;

    /// <summary>Connections that the database can still accept.</summary>
    public int Free =>
        DatabaseOptions.MaxConnections - DatabaseOptions.PlatformConnections - AnalyticsSessions - WorkerSessions - ApiSessions;

    /// <summary>Whether the project runs.</summary>
    public bool Answers => Condition == ProjectCondition.Active;

    /// <summary>Whether queries on a client's open connections arrive.</summary>
    public bool Reaches(NetworkRoute route) => network.IsOpen(route);

    /// <summary>How long an API statement queues at the route to the database, in microseconds; 0 for not at all.</summary>
    public long WaitBefore(long now) => network.IsNarrow(NetworkRoute.ApiDatabase) ? network.Pass(NetworkRoute.ApiDatabase, now) : 0;

    /// <summary>Whether the session of a request is read-only; all of its statements use the same session.</summary>
    /// <param name="trace">The trace id of the request, which decides by chance.</param>
    public bool IsReadOnly(long trace) => ReadOnlyPercent > 0 && (ulong)trace % 100 < (ulong)ReadOnlyPercent;

    /// <summary>The API tries to open a connection.</summary>
    public ConnectOutcome Connect()
    {
        // No one listens at the address that the host has left.
        if (!network.IsOpen(NetworkRoute.ApiDatabase) || network.ApiHasOldAddress)
            return ConnectOutcome.Silence;
        if (!ApiTrustsPooler)
            return ConnectOutcome.Untrusted;
        if (!Answers)
            return ConnectOutcome.Paused;
        if (!ApiPasswordValid)
            return ConnectOutcome.BadPassword;
        return Free > 0 && ApiSessions < PoolerPlaces ? ConnectOutcome.Opened : ConnectOutcome.TooMany;
    }

    /// <summary>A second has passed.</summary>
    public void EndSecond() => UsedGigabytes = Math.Min(DiskGigabytes, UsedGigabytes + GrowthPerSecond);
}
