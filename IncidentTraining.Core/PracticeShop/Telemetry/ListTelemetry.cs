using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>What is logged of the product lists in Redis.</summary>
sealed class ListTelemetry(LogRing logs) : IListReports
{
    readonly int _deleted = logs.Declare(ShopLogLevel.Info, "redis", "lists:* deleted, {0:n:keys} keys");

    public void Deleted(int lists) => logs.Write(_deleted, 0, lists);
}
