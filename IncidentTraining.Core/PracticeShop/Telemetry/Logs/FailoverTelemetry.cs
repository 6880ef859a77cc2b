using IncidentTraining.Core.PracticeShop.Components.Database;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>Log lines of the database hosts when a standby takes over from the primary: Postgres' own words.</summary>
sealed class FailoverTelemetry(LogRing logs) : IFailoverReports
{
    // Declared on first use: the numbers of the other kinds stay as they are in recorded runs.
    int? _timedOut,
        _promoted,
        _timeline,
        _ready,
        _refused;

    public void StandbyTimedOut() => Write(ref _timedOut, "terminating walsender process due to replication timeout");

    public void Promoted()
    {
        Write(ref _promoted, "received promote request");
        Write(ref _timeline, "selected new timeline ID: 2");
    }

    public void Ready() => Write(ref _ready, "database system is ready to accept connections");

    /// <summary>A standby host has refused a write.</summary>
    /// <param name="command">The command, as Postgres names it.</param>
    /// <param name="statement">Number of the statement's name in the log.</param>
    /// <param name="trace">The request's trace.</param>
    public void WriteRefused(string command, int statement, long trace) =>
        logs.Write(
            _refused ??= logs.Declare(
                ShopLogLevel.Error,
                "database",
                "ERROR: cannot execute {0:name:command} in a read-only transaction. STATEMENT: {1:name:query}"
            ),
            trace,
            logs.Name(command),
            statement
        );

    void Write(ref int? line, string text) => logs.Write(line ??= logs.Declare(ShopLogLevel.Info, "database", text));
}
