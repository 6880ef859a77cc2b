using IncidentTraining.Core.PracticeShop.Components.Probes;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>Log lines of the load balancer about its readiness check.</summary>
sealed class RotationTelemetry(LogRing logs) : IRotationReports
{
    const string Service = "load-balancer";
    int? _takenOut,
        _putBack;

    // Declared on first use: the numbers of the other kinds stay as they are in recorded runs.
    public void TakenOut(string instance, int milliseconds, int limit) =>
        logs.Write(
            _takenOut ??= logs.Declare(
                ShopLogLevel.Info,
                Service,
                "{0:name:instance} out of rotation: ready after {1:n:milliseconds} ms, limit {2:n:limit} ms"
            ),
            0,
            logs.Name(instance),
            milliseconds,
            limit
        );

    public void PutBack(string instance) =>
        logs.Write(_putBack ??= logs.Declare(ShopLogLevel.Info, Service, "{0:name:instance} in rotation again"), 0, logs.Name(instance));
}
