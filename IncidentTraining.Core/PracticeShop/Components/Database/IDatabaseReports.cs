using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>What the database and the connection pool report.</summary>
interface IDatabaseReports
{
    /// <summary>A request gave up waiting for a connection.</summary>
    void NoConnection(in Request request, int used, int size, int waiting);

    /// <summary>A connection could not be opened.</summary>
    void LoginNotCompleted(ConnectOutcome why);

    /// <summary>A connection was replaced because of its use: the API has opened another session.</summary>
    void SessionOpened();

    /// <summary>A query has ended after a duration in microseconds.</summary>
    void Queried(QueryKind kind, long duration, long trace);

    /// <summary>A query failed because the disk is full.</summary>
    void QueryFailed(QueryKind kind, long trace);

    /// <summary>A write failed because its session leads to a read-only host.</summary>
    void WriteRefused(QueryKind kind, long trace);

    /// <summary>A worker's statement is waiting for a lock.</summary>
    void WaitsForLock();
}
