using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Telemetry.Logs;

/// <summary>The pooler's report of opened sessions: it counts for five minutes, and the report is ready two minutes later.</summary>
sealed class SessionReport(LogRing logs)
{
    /// <summary>Number of sessions from which they are reported.</summary>
    public const int Many = 500;

    const long Every = 300 * Kernel.Second,
        Late = 120 * Kernel.Second;

    int _opened,
        _counted;
    int? _line;

    /// <summary>A session was opened.</summary>
    public void Opened() => _opened++;

    /// <summary>A second has passed.</summary>
    public void EndSecond(long now)
    {
        if (now % Every == 0)
            (_counted, _opened) = (_opened, 0);
        else if (now % Every == Late && _counted >= Many)
            // Declared on first use: the numbers of the other kinds stay as they are in recorded runs.
            logs.Write(
                _line ??= logs.Declare(ShopLogLevel.Info, "pooler", "five-minute report: {0:n:sessions} sessions of shop_api were opened"),
                0,
                _counted
            );
    }
}
