using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>
/// Metrics and logs of the order export. The log of all services shows how many rows went where; only the access logs of the instances show
/// which orders these were.
/// </summary>
sealed class ExportTelemetry(MetricRegistry metrics, LogRing logs) : IExportReports
{
    const string NoKey = "none";

    readonly int _read = logs.Declare(ShopLogLevel.Info, "api", "export of orders: {0:n:rows} rows to {1:name:address}, key {2:name:key}");
    readonly int _refused = logs.Declare(ShopLogLevel.Warn, "api", "export of orders: {0:n:status} for {1:name:address}, key {2:name:key}");
    readonly int _gone = logs.Declare(
        ShopLogLevel.Info,
        "platform",
        "access log of {0:name:instance} went with its process: {1:n:lines} reads of the export"
    );

    /// <summary>Index of the counter of rows.</summary>
    public int Rows { get; } = metrics.Counter("export_rows_total", "Rows of orders that the export has given out.");

    public void Read(int rows, string address, string key)
    {
        metrics.Add(Rows, rows);
        logs.Write(_read, 0, rows, logs.Name(address), Key(key));
    }

    public void Refused(int status, string address, string key) => logs.Write(_refused, 0, status, logs.Name(address), Key(key));

    public void LogGone(string instance, int lines) => logs.Write(_gone, 0, logs.Name(instance), lines);

    int Key(string key) => logs.Name(key.Length == 0 ? NoKey : key);
}
