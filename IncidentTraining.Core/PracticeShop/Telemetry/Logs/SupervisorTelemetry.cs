using IncidentTraining.Core.PracticeShop.Components.Api;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>What the platform logs of API processes that end by themselves.</summary>
sealed class SupervisorTelemetry(LogRing logs) : ISupervisorReports
{
    int? _ended;

    // Declared when it is first needed: the numbers of the other kinds stay what they are in recorded runs.
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
