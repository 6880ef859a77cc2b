using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;

namespace IncidentTraining.Core.PracticeShop.Telemetry;

/// <summary>Metrics and logs of order totals. What an order should have cost is in none of them.</summary>
sealed class TotalsTelemetry(MetricRegistry metrics, LogRing logs) : ITotalsReports
{
    const int OneInLogged = 4;

    readonly int _written = logs.Declare(
        ShopLogLevel.Info,
        "payments",
        "order {0:n:order} created: list={1:n:listCents} total={2:n:totalCents}"
    );
    int _since;

    /// <summary>Index of the counter of orders.</summary>
    public int Orders { get; } = metrics.Counter("orders_paid_total", "Orders that were paid.");

    /// <summary>Index of the counter of their list prices.</summary>
    public int List { get; } = metrics.Counter("orders_list_cents_total", "Sum of the paid orders at list prices, in cents of USD.");

    /// <summary>Index of the counter of the charged amounts.</summary>
    public int Total { get; } = metrics.Counter("orders_charged_cents_total", "What the paid orders were charged, in cents of USD.");

    public void Written(int order, int listCents, int totalCents, long trace)
    {
        if (_since++ % OneInLogged == 0)
            logs.Write(_written, trace, order, listCents, totalCents);
    }

    public void Charged(int listCents, int totalCents)
    {
        metrics.Add(Orders);
        metrics.Add(List, listCents);
        metrics.Add(Total, totalCents);
    }
}
