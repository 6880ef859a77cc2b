using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Recommendations;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Telemetry;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Core.PracticeShop;

/// <summary>The parts of a shop and how they are joined. Faults and actions take hold of it here.</summary>
sealed class ShopSystem
{
    public ShopSystem(Scenario scenario, long seed)
    {
        RandomStream Stream(string source) => RandomStream.For(seed, source);

        Levels = new ServiceLevelMeter(scenario.ServiceLevels);
        Telemetry = new ShopTelemetry(Kernel, Levels, Latency);
        Events = new EventLog(Kernel, Telemetry.Hash);
        Impact = new ImpactMeter(Kernel, Levels, Events, Stream("complaints"), scenario.Traffic.Customers);
        Changes = new ChangeLog(Kernel, Telemetry);

        Flow = new RequestFlow(Kernel, Telemetry);
        Chaos = new ChaosController(Kernel, scenario.Experiments, Stream("chaos"));
        Balancer = new LoadBalancer(Kernel, Flow, Telemetry, Releases.Current, Stream("shedding"), Stream("traces"));
        Pool = new ConnectionPool(Kernel, Flow, Telemetry);
        Database = new QueryProcessors(Kernel, Flow, Chaos, Telemetry, Stream("queries"));
        var http = new HttpChaos(Kernel, Flow, Chaos);
        var loop = new EventLoop(Kernel, Flow, Balancer.Instances, Stream("work"));
        Gateway = new PaymentGateway(Kernel, Flow, Chaos, Telemetry, Stream("gateway-times"), Stream("gateway-outcomes"));
        var recommendations = new RecommendationService(Kernel, Flow, Telemetry, Stream("recommendations"));

        Step[] browse = [new(http), new(loop), new(Database, (int)QueryKind.ListProducts)];
        Step[] orderStatus = [new(http), new(loop), new(Database, (int)QueryKind.OrdersOfCustomer)];
        Step[] checkout =
        [
            new(http), new(loop), new(Database, (int)QueryKind.ReadBasket), new(Gateway), new(Database, (int)QueryKind.WriteOrder),
        ];
        Flow.Join(Balancer, Pool, [browse, orderStatus, checkout], [.. browse, new(recommendations)]);
        Customers = new CustomerCrowd(Kernel, Balancer, Flow, Impact, scenario.Traffic, seed);
    }

    public Kernel Kernel { get; } = new();
    public LatencyWindows Latency { get; } = new();
    public ServiceLevelMeter Levels { get; }
    public ShopTelemetry Telemetry { get; }
    public EventLog Events { get; }
    public ImpactMeter Impact { get; }
    public ChangeLog Changes { get; }
    public RequestFlow Flow { get; }
    public ChaosController Chaos { get; }
    public LoadBalancer Balancer { get; }
    public ConnectionPool Pool { get; }
    public QueryProcessors Database { get; }
    public PaymentGateway Gateway { get; }
    public CustomerCrowd Customers { get; }
    public Releases Releases { get; } = new();
}

/// <summary>Releases of the API that can be deployed, and the one that was deployed last.</summary>
sealed class Releases
{
    public string Current { get; set; } = "2026.11.2";

    public string Previous => "2026.11.1";
}
