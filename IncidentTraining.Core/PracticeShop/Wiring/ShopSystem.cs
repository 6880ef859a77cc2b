using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Checkout;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Noise;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Probes;
using IncidentTraining.Core.PracticeShop.Components.Recommendations;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Components.Work;
using IncidentTraining.Core.PracticeShop.Engine;
using IncidentTraining.Core.PracticeShop.Telemetry;
using IncidentTraining.Core.PracticeShop.Telemetry.Logs;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;
using IncidentTraining.Core.PracticeShop.Telemetry.Metrics;
using IncidentTraining.Core.PracticeShop.Telemetry.Traces;

namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>The parts of a shop and their connections. Faults and actions access the shop through it.</summary>
sealed class ShopSystem
{
    public ShopSystem(ShopPlan plan, long seed)
    {
        RandomStream Stream(string source) => RandomStream.For(seed, source);

        Limits = plan.Limits;
        Levels = new ServiceLevelMeter(plan.Levels);
        Releases.UnpickedPercent = Limits.UnpickedPercent;
        Releases.Workers = Limits.WorkersBehind ? Releases.Previous : Releases.Newest;
        Telemetry = new ShopTelemetry(Kernel, Levels, Latency, Limits);
        Events = new EventLog(Kernel, Telemetry.Hash);
        Impact = new ImpactMeter(Levels, new Complaints(Kernel, Events, Stream("complaints")), plan.Traffic.Customers);
        Changes = new ChangeLog(Kernel, Telemetry);
        Harms = new HarmBook(Kernel);
        Traces = new TraceBook(Kernel, Telemetry.Hash);
        Flags = new FeatureFlags(Kernel);
        Totals = Limits.Offer is { } offer ? new OrderTotals(Kernel, offer, Telemetry.Totals!, Impact) : null;
        Orders = new OrderLedger(Kernel, Impact) { Totals = Totals };
        DatabaseServer = new DatabaseServer(Network);
        Redis = new RedisServer(Network, Flags);
        Queue = new JobQueue(Kernel, Orders, Redis);
        Flow = new RequestFlow(Kernel, Telemetry, Traces, Releases, Flags, Stream("leaks"));
        Chaos = new ChaosController(Kernel, plan.Experiments, Stream("chaos"));
        Balancer = new LoadBalancer(
            Kernel,
            Flow,
            Telemetry,
            Traces,
            new ApiSize(Limits.Instances, Limits.Slots, Limits.Queue, Limits.RequestTimeout),
            Releases.Api,
            Stream("shedding"),
            Stream("traces")
        );
        Pool = new ConnectionPool(Kernel, Flow, DatabaseServer, Telemetry, Limits.Pool, Limits.AcquireTimeout);
        Rotation = new RotationCheck(Kernel, Balancer, Pool, Limits.Work, new RotationTelemetry(Telemetry.Logs));
        Database = new QueryProcessors(Kernel, Flow, DatabaseServer, Chaos, Telemetry, Limits.Lists, Stream("queries"));
        Mail = new MailService(Network);
        Replica = new ReadReplica(Kernel, Limits.Replica);
        Workers = new WorkerFleet(
            new WorkerPeers(Kernel, Queue, Redis, DatabaseServer, Database, Releases, Mail, Replica, Orders),
            new WorkerRules(Limits.WorkerStatementTimeout, Limits.RestartJitterPercent),
            Telemetry.Work,
            Stream("jobs"),
            Stream("restarts")
        );
        var webhooks = Webhooks = new WebhookSender(Kernel, Orders);
        Ports = new SourcePorts(Kernel);
        Probes = new ProbeSender(Kernel, Orders);
        Gateway = new PaymentGateway(
            new GatewayPeers(Kernel, Flow, Chaos, Orders, Paylane, Network, Balancer, Configuration, Ports, Probes),
            Telemetry.Payments,
            webhooks,
            Stream
        );
        Customers = new CustomerCrowd(Kernel, Balancer, Flags, Orders, Impact, plan.Traffic, Limits.Retries, seed);
        Bots = new BotCrowd(Kernel, Balancer, Stream("bots"), Stream("bot-routes"));
        Supervisor = new InstanceSupervisor(Kernel, Balancer, Configuration, () => Releases.Api, new SupervisorTelemetry(Telemetry.Logs));
        Memory = new MemoryLimit(Balancer, () => Releases.Api, new MemoryTelemetry(Telemetry.Logs));
        Checkout = new CheckoutSteps(
            new CheckoutPeers(Kernel, Flow, Redis, Flags, Orders, Totals, Paylane, Releases),
            Customers,
            Probes,
            webhooks,
            Queue,
            Telemetry.Payments
        );
        Smoke = new SmokeSuite(this);
        Status = new StatusBoard(this);
        Noise = new HouseNoise(Kernel, new NoiseTelemetry(Telemetry.Logs), Stream("noise"), Stream("covers"));
        Lists = Limits.Lists is { } lists
            ? new ListStore(Kernel, Flow, Redis, lists, new ListTelemetry(Telemetry.Logs), Stream("lists"))
            : null;
        Exports = Limits.Exports is { } exports
            ? new OrderExport(Kernel, Balancer, Releases, exports, plan.Traffic.Customers, Telemetry.Exports!, Stream)
            : null;
        Join(Stream);
    }

    public ShopLimits Limits { get; }

    public Kernel Kernel { get; } = new();

    public LatencyWindows Latency { get; } = new();

    /// <summary>The samples that monitoring lacks.</summary>
    public SampleGaps Samples { get; } = new();

    public ServiceLevelMeter Levels { get; }

    public ShopTelemetry Telemetry { get; }

    public EventLog Events { get; }

    public ImpactMeter Impact { get; }

    public ChangeLog Changes { get; }

    public HarmBook Harms { get; }

    public TraceBook Traces { get; }

    public FeatureFlags Flags { get; }

    public Releases Releases { get; } = new();

    public PushedConfiguration Configuration { get; } = new();

    public NetworkRoutes Network { get; } = new();

    public SourcePorts Ports { get; }

    public RequestFlow Flow { get; }

    public ChaosController Chaos { get; }

    public LoadBalancer Balancer { get; }

    public MemoryLimit Memory { get; }

    public InstanceSupervisor Supervisor { get; }

    public RotationCheck Rotation { get; }

    public DatabaseServer DatabaseServer { get; }

    /// <summary>Receives the reports of a database failover.</summary>
    public IFailoverReports Failover => Telemetry.Failover;

    public ConnectionPool Pool { get; }

    public QueryProcessors Database { get; }

    public OrderLedger Orders { get; }

    public Paylane Paylane { get; } = new();

    public PaymentGateway Gateway { get; }

    public WebhookSender Webhooks { get; }

    public CheckoutSteps Checkout { get; }

    public RedisServer Redis { get; }

    /// <summary>The product lists in Redis; null in a shop that caches none.</summary>
    public ListStore? Lists { get; }

    /// <summary>The order export; null in a shop that has none.</summary>
    public OrderExport? Exports { get; }

    /// <summary>What orders cost and were charged; null in a shop without an offer.</summary>
    public OrderTotals? Totals { get; }

    public JobQueue Queue { get; }

    public MailService Mail { get; }

    /// <summary>The copy of the database from which the workers read.</summary>
    public ReadReplica Replica { get; }

    public WorkerFleet Workers { get; }

    public CustomerCrowd Customers { get; }

    public BotCrowd Bots { get; }

    public ProbeSender Probes { get; }

    public SmokeSuite Smoke { get; }

    public StatusBoard Status { get; }

    /// <summary>The results of the last complete round of checks; null if the current state is shown.</summary>
    public CheckRound? Checked { get; set; }

    public HouseNoise Noise { get; }

    /// <summary>A virtual second has passed: updates everything that changes steadily.</summary>
    public void EndSecond()
    {
        Redis.EndSecond();
        Lists?.EndSecond();
        Memory.EndSecond();
        Supervisor.EndSecond();
        Rotation.EndSecond();
        DatabaseServer.EndSecond();
        Workers.EndSecond();
        Orders.EndSecond();
        Status.EndSecond();
        Telemetry.EndSecond(Kernel.Now);
    }

    void Join(Func<string, RandomStream> stream)
    {
        var http = new HttpChaos(Kernel, Flow, Chaos);
        var loop = new EventLoop(
            Kernel,
            Flow,
            Balancer.Instances,
            ApiOptions.Work(Limits.Work),
            Releases,
            Configuration,
            Telemetry,
            stream("work"),
            stream("defects")
        );
        var recommendations = new RecommendationService(Kernel, Flow, Telemetry, stream("recommendations"));
        Step Query(QueryKind kind, SpanKind span) => new(Database, span, (int)kind);
        Step AtCheckout(CheckoutStep step, SpanKind span) => new(Checkout, span, (int)step);

        Step chaos = new(http, SpanKind.Chaos),
            handler = new(loop, SpanKind.Handler);
        Step[] browse = [chaos, handler, Query(QueryKind.ListProducts, SpanKind.ListProducts)];
        Step[] orderStatus = [chaos, handler, Query(QueryKind.OrdersOfCustomer, SpanKind.OrdersOfCustomer)];
        Step[] checkout =
        [
            chaos,
            handler,
            Query(QueryKind.ReadBasket, SpanKind.ReadBasket),
            Query(QueryKind.PlaceOrder, SpanKind.PlaceOrder),
            AtCheckout(CheckoutStep.Placed, SpanKind.Request),
            new(Gateway, SpanKind.Authorise),
            Query(QueryKind.RecordPayment, SpanKind.RecordPayment),
            AtCheckout(CheckoutStep.Recorded, SpanKind.Request),
            AtCheckout(CheckoutStep.Enqueue, SpanKind.Enqueue),
        ];
        Step[] webhook =
        [
            chaos,
            handler,
            AtCheckout(CheckoutStep.CheckSignature, SpanKind.CheckSignature),
            Query(QueryKind.SettleOrder, SpanKind.SettleOrder),
            AtCheckout(CheckoutStep.Recorded, SpanKind.Request),
            AtCheckout(CheckoutStep.Enqueue, SpanKind.Enqueue),
        ];
        Flow.Join(
            Balancer,
            Pool,
            [browse, orderStatus, checkout, webhook],
            [.. browse, new(recommendations, SpanKind.Recommend)],
            [chaos, handler],
            Keeping(chaos, handler)
        );
        Flow.Join(Caller.Customer, Customers);
        Flow.Join(Caller.Bot, Bots);
        Flow.Join(Caller.Paylane, Webhooks);
        Flow.Join(Caller.Probe, Probes);
        Balancer.Join(Pool);
        Probes.Join(Balancer);
        Webhooks.Join(Balancer);
    }

    /// <summary>The product list from Redis or, on a miss, from the database; null in a shop that caches none.</summary>
    Step[]? Keeping(Step chaos, Step handler)
    {
        if (Lists is null)
            return null;
        Step find = new(Lists, SpanKind.FindList, ListStore.Find),
            keep = new(Lists, SpanKind.KeepList, ListStore.Keep);
        Step read = new(Database, SpanKind.ListProducts, (int)QueryKind.ListProducts | QueryProcessors.WholeList);
        Lists.Join([chaos, handler, find]);
        return [chaos, handler, find, read, keep];
    }
}
