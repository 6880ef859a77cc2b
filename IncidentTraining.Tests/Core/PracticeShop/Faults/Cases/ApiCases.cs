using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Components.Orders;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

/// <summary>The faults of <c>Faults/Api</c>.</summary>
static class ApiCases
{
    public static readonly Dictionary<string, FaultCase> All = new()
    {
        ["cpu-starvation"] = new(
            "instance=1 factor=8",
            shop => shop.Line(ChartNames.LatencyP95, 1)[0] > 400,
            "restart-instance instance=api-1"
        ),
        ["eager-probe"] = new(
            "milliseconds=20 enough=500",
            shop =>
                shop.Logs(new ShopLogQuery { Search = "out of rotation", Limit = int.MaxValue }).Lines.Count > 1
                && shop.State().Instances.All(instance => instance.State is "running"),
            "set-readiness-timeout milliseconds=500"
        ),
        ["leaked-key"] = new(
            "partner=thornbury rows=100 seconds=15",
            shop =>
                shop.System.Exports!.WasReadByStranger(TimeSpan.FromMinutes(1))
                && shop.HasLine("100 rows to 203.0.113.18, key thornbury-1")
                && shop.Line(ChartNames.ExportedRows, 1)[0] > 3,
            "revoke-key key=thornbury"
        )
        {
            Limits = new ShopLimits { Exports = new OrderExports() },
        },
        ["lost-instance"] = new("instance=2", shop => shop.State().Instances[1].State == "drained", "start-instance instance=api-2"),
        ["memory-leak"] = new(
            "kilobytes=500 seconds=0 kept=0",
            shop =>
                shop.Logs(new ShopLogQuery { Search = "was killed with exit code 137", Limit = int.MaxValue }).Lines.Count > 1
                && shop.Line(ChartNames.LatencyP95, 60).Max() > 400,
            "roll-back"
        ),
        ["missing-timeout"] = new("", shop => shop.Payments().TimeoutMilliseconds == 0, "set-gateway-timeout milliseconds=2000"),
        ["open-export"] = new(
            "rows=100 seconds=15",
            shop =>
                shop.System.Exports!.WasReadByStranger(TimeSpan.FromMinutes(1))
                && shop.HasLine("100 rows to 203.0.113.18, key none")
                && shop.Line(ChartNames.ExportedRows, 1)[0] > 3,
            "roll-back"
        )
        {
            Limits = new ShopLimits { Exports = new OrderExports() },
        },
        ["passing-instance-loss"] = new(
            "instance=2 seconds=600",
            shop => shop.State().Instances[1].State == "drained",
            "start-instance instance=api-2"
        ),
        ["pushed-configuration"] = new(
            "",
            shop =>
                shop.State().Instances.All(instance => instance.State == "starting")
                && shop.Line(ChartNames.PaymentsApproved, 60).Sum() == 0
                && shop.Ready().Status == 503,
            "restore-configuration file=delivery-zones"
        ),
        ["runaway-pattern"] = new(
            "percent=10 milliseconds=1500",
            shop =>
                shop.Line(ChartNames.LatencyP95, 60).Average() > 1500
                && shop.Database().Queries.Single(query => query.Name == "list_products").MeanMilliseconds < 40,
            "restore-configuration file=request-filter"
        ),
        ["running-experiment"] = new(
            "experiment=http-latency-500ms",
            shop => shop.Experiments()[0].Enabled && shop.Line(ChartNames.LatencyP50, 1)[0] > 300,
            "disable-experiment experiment=http-latency-500ms"
        ),
        ["slow-release"] = new("", shop => shop.Line(ChartNames.LatencyP50, 1)[0] > 250, "switch-flag flag=live-recommendations state=off"),
        ["throwing-release"] = new("route=products percent=30", shop => shop.Line(ChartNames.ErrorRate, 60).Average() > 3, "roll-back"),
        ["wrong-totals"] = new(
            "",
            shop =>
                shop.Line(ChartNames.OrderValue, 1)[0] < 0.88 * shop.Line(ChartNames.OrderListValue, 1)[0]
                && shop.System.Totals is { Wrong: > 50 }
                && !shop.Truth().ServiceLevelsHold,
            "roll-back",
            "correct-totals"
        )
        {
            Limits = new ShopLimits { Offer = new SeasonOffer() },
        },
    };
}
