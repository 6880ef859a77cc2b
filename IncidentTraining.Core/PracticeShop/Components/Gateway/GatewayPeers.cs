using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Gateway;

/// <summary>The components that the payment gateway works with.</summary>
sealed record GatewayPeers(
    Kernel Kernel,
    RequestFlow Flow,
    ChaosController Chaos,
    OrderLedger Orders,
    Paylane Paylane,
    NetworkRoutes Network,
    LoadBalancer Balancer,
    PushedConfiguration Configuration,
    SourcePorts Ports,
    IProbedPayments Probes
);
