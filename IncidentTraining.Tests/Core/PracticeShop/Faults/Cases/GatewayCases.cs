using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Tests.Core.PracticeShop.Faults.Cases;

/// <summary>The faults of <c>Faults/Gateway</c>.</summary>
static class GatewayCases
{
    public static readonly Dictionary<string, FaultCase> All = new()
    {
        ["exhausted-ports"] = new(
            "ports=60 rest-seconds=120",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 60
                && shop.NetworkCheck().Single(probe => probe.To == "gateway") is { State: "ok" } probe
                && probe.Detail.Contains("of 60 source ports to this address 60 are taken", StringComparison.Ordinal),
            "restore-configuration file=outbound-connections"
        ),
        ["expired-certificate"] = new(
            "instance=1 kept-seconds=120",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 50
                && shop.Ready().Dependencies.Single(dependency => dependency.Name == "gateway").State == "down",
            "update-secret secret=paylane-client-certificate"
        ),
        ["gateway-outage"] = new(
            "answers=errors percent=100",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 100,
            "switch-gateway route=standby"
        ),
        ["gateway-rate-limit"] = new(
            "per-second=1 enough=8",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 30,
            "request-gateway-limit calls-per-second=50"
        ),
        ["gateway-slow"] = new("percent=2000", shop => shop.Line(ChartNames.LatencyP95, 1)[0] > 1500, "switch-gateway route=standby"),
        ["passing-outage"] = new(
            "percent=100 seconds=600",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 100,
            "switch-gateway route=standby"
        ),
        ["quota-exhausted"] = new(
            "percent=50",
            shop =>
                shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 50 && shop.StatusPages().All(page => page.State == "operational"),
            "buy-gateway-calls"
        ),
        ["rejected-network"] = new("", shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 20, "roll-back"),
        ["webhook-key"] = new(
            "",
            shop => shop.Line(ChartNames.PaymentsGatewayError, 60).Sum() > 30 && shop.System.Orders.Pending > 20,
            "update-secret secret=paylane-webhook-key"
        ),
    };
}
