using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Log lines of the platform about processes without memory.</summary>
sealed class MemoryTelemetry(LogRing logs) : IMemoryReports
{
    int? _ended;

    // Declared on first use: the numbers of the other kinds stay as they are in recorded runs.
    public void Ended(string instance) =>
        logs.Write(
            _ended ??= logs.Declare(
                ShopLogLevel.Info,
                "platform",
                "{0:name:instance} was killed with exit code 137, memory limit {1:n:megabytes} MB, and is being started again"
            ),
            0,
            logs.Name(instance),
            Heap.Limit / 1000
        );
}
