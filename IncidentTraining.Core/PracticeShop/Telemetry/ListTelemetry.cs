using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Log lines of the product lists in Redis.</summary>
sealed class ListTelemetry(LogRing logs) : IListReports
{
    readonly int _deleted = logs.Declare(ShopLogLevel.Info, "redis", "lists:* deleted, {0:n:keys} keys");

    int? _replaced;

    public void Deleted(int lists) => logs.Write(_deleted, 0, lists);

    // Declared on first use: the numbers of the other kinds stay as they are in recorded runs.
    public void NodeReplaced(int node, int nodes) =>
        logs.Write(
            _replaced ??= logs.Declare(ShopLogLevel.Info, "redis", "node {0:n:node} of {1:n:nodes} for lists is up, 0 keys"),
            0,
            node,
            nodes
        );
}
