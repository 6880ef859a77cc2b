using IncidentTraining.Core.PracticeShop.Components.Network;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>State of the hosted project.</summary>
enum ProjectCondition
{
    Active,
    Paused,
    Resuming,

    /// <summary>The host of the primary has failed, and the standby takes its place.</summary>
    FailingOver,
}

/// <summary>What came of an attempt to open a connection.</summary>
enum ConnectOutcome
{
    Opened,

    /// <summary>The project is paused or resuming.</summary>
    Paused,

    /// <summary>The password is not the one that the database knows.</summary>
    BadPassword,

    /// <summary>All connections that the database accepts are taken, or all that the pooler has for the API.</summary>
    TooMany,

    /// <summary>No one answers.</summary>
    Silence,

    /// <summary>The API takes the certificate of the pooler for a stranger's, and ends the connection.</summary>
    Untrusted,

    /// <summary>The login was not checked before the client gave up.</summary>
    TooSlow,
}

/// <summary>The hosted Postgres as a whole: whether it runs, whom it lets in, whether it can write.</summary>
sealed class DatabaseServer(NetworkRoutes network)
{
    /// <summary>Size of the disk in gigabytes that the project begins with.</summary>
    public const int FirstDisk = 8;

    public ProjectCondition Condition { get; set; }

    /// <summary>Whether the API knows the present password of its login <c>shop_api</c>.</summary>
    public bool ApiPasswordValid { get; set; } = true;

    /// <summary>Whether the API knows the root that has signed the certificate of the pooler.</summary>
    public bool ApiTrustsPooler { get; set; } = true;

    /// <summary>Connections that the analysts' tool holds.</summary>
    public int AnalyticsSessions { get; set; }

    /// <summary>Connections that the workers hold.</summary>
    public int WorkerSessions { get; set; }

    /// <summary>Connections that the API's pool holds.</summary>
    public int ApiSessions { get; set; }

    /// <summary>Logins of the API that the project's pooler completes; it holds the next one until a place is free.</summary>
    public int PoolerPlaces { get; set; } = DatabaseOptions.MaxConnections;

    /// <summary>Where the API's logins wait to be checked; null while their check takes no time to speak of.</summary>
    public LoginDesk? Desk { get; set; }

    /// <summary>Share of the pooler's sessions for the API that lead to a host which has become a standby and takes no writes, in per
    /// cent.</summary>
    public int ReadOnlyPercent { get; set; }

    /// <summary>Whether a session holds a lock on <c>products</c>, for which every write to it waits. Reads go on.</summary>
    public bool ProductsLocked { get; set; }

    /// <summary>What it keeps of its pages.</summary>
    public PageCache Cache { get; } = new();

    public double DiskGigabytes { get; set; } = FirstDisk;

    public double UsedGigabytes { get; set; } = 3.3;

    /// <summary>What the disk's use grows by in a second, in gigabytes.</summary>
    public double GrowthPerSecond { get; set; }

    /// <summary>Whether there is room for writes.</summary>
    public bool HasRoom => UsedGigabytes < DiskGigabytes;

    /// <summary>Connections that the database could still accept.</summary>
    public int Free =>
        DatabaseOptions.MaxConnections - DatabaseOptions.PlatformConnections - AnalyticsSessions - WorkerSessions - ApiSessions;

    /// <summary>Whether the project runs.</summary>
    public bool Answers => Condition == ProjectCondition.Active;

    /// <summary>Whether queries on open connections of a client arrive.</summary>
    public bool Reaches(NetworkRoute route) => network.IsOpen(route);

    /// <summary>How long a statement of the API waits before the way to the database, in microseconds; 0 for not at all.</summary>
    public long WaitBefore(long now) => network.IsNarrow(NetworkRoute.ApiDatabase) ? network.Pass(NetworkRoute.ApiDatabase, now) : 0;

    /// <summary>Whether the session of a request takes no writes; it has one session for all its statements.</summary>
    /// <param name="trace">The request's, which is drawn.</param>
    public bool IsReadOnly(long trace) => ReadOnlyPercent > 0 && (ulong)trace % 100 < (ulong)ReadOnlyPercent;

    /// <summary>The API tries to open a connection.</summary>
    public ConnectOutcome Connect()
    {
        // At the address that the host has left, no one listens.
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
