using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>Log lines of the platform about API processes that exit on their own.</summary>
sealed class SupervisorTelemetry(LogRing logs) : ISupervisorReports
{
    int? _ended;

    // Declared on first use: the numbers of the other kinds stay as they are in recorded runs.
    public void Ended(string instance) =>
        logs.Write(
            _ended ??= logs.Declare(
                ShopLogLevel.Warn,
                "platform",
                "{0:name:instance} exited by itself with exit code {1:n:code} and is being started again"
            ),
            0,
            logs.Name(instance),
            1
        );
}
