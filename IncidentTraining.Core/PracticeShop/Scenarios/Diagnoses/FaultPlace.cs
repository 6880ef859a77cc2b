namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>What can fail: the components of the shop, the same list in every lab.</summary>
public enum FaultPlace
{
    /// <summary>Customers and their traffic.</summary>
    Customers,

    /// <summary>The load balancer and its rotation.</summary>
    LoadBalancer,

    /// <summary>An API instance.</summary>
    ApiInstance,

    /// <summary>The code of the product list.</summary>
    ProductPages,

    /// <summary>The code of the order pages.</summary>
    OrderPages,

    /// <summary>The code of the checkout.</summary>
    Checkout,

    /// <summary>The recommendation service.</summary>
    Recommendations,

    /// <summary>The pool of database connections.</summary>
    ConnectionPool,

    /// <summary>The database server with its connections and processors.</summary>
    Database,

    /// <summary>A table or an index of the database.</summary>
    DatabaseTable,

    /// <summary>The database project at its provider.</summary>
    DatabaseProject,

    /// <summary>The login with which the API connects to the database.</summary>
    DatabaseLogin,

    /// <summary>The payment gateway itself.</summary>
    PaymentGateway,

    /// <summary>The shop's account at the payment gateway.</summary>
    GatewayAccount,

    /// <summary>The webhooks by which the gateway reports outcomes.</summary>
    PaymentWebhooks,

    /// <summary>Redis.</summary>
    Redis,

    /// <summary>The queue and its jobs.</summary>
    JobQueue,

    /// <summary>The worker processes.</summary>
    Workers,

    /// <summary>The network between the components.</summary>
    Network,

    /// <summary>The monitoring.</summary>
    Monitoring,

    /// <summary>The export of orders for partners, with its keys.</summary>
    PartnerExport,
}

/// <summary>How it can fail: the same list in every lab.</summary>
public enum FaultMode
{
    /// <summary>New code behaves incorrectly.</summary>
    Release,

    /// <summary>A setting or a flag has a wrong value.</summary>
    Configuration,

    /// <summary>There is too little of it for the load.</summary>
    Capacity,

    /// <summary>Something is used up and not returned.</summary>
    ResourceExhaustion,

    /// <summary>A service that it depends on fails or is slow.</summary>
    Dependency,

    /// <summary>Data or a schema is wrong or missing.</summary>
    Data,

    /// <summary>A key, a password or a certificate is not valid.</summary>
    Credential,

    /// <summary>A connection is cut or slow.</summary>
    Network,

    /// <summary>A single job does the damage.</summary>
    Job,

    /// <summary>An operator left something in a wrong state.</summary>
    OperatorAction,

    /// <summary>A quota, a limit or a budget of a provider is reached.</summary>
    Quota,

    /// <summary>Something holds a lock that others wait for.</summary>
    Lock,

    /// <summary>A process stopped.</summary>
    Crash,

    /// <summary>There is more load than usual.</summary>
    Traffic,

    /// <summary>Two components run incompatible versions.</summary>
    VersionMismatch,
}

/// <summary>The words for places and modes, as the form and the result show them.</summary>
public static class FaultTerms
{
    /// <summary>A place in words.</summary>
    public static string Title(this FaultPlace place) =>
        place switch
        {
            FaultPlace.Customers => "Customers and their traffic",
            FaultPlace.LoadBalancer => "Load balancer",
            FaultPlace.ApiInstance => "API instance",
            FaultPlace.ProductPages => "Product list (code)",
            FaultPlace.OrderPages => "Order pages (code)",
            FaultPlace.Checkout => "Checkout (code)",
            FaultPlace.Recommendations => "Recommendation service",
            FaultPlace.ConnectionPool => "Database connection pool",
            FaultPlace.Database => "Database server",
            FaultPlace.DatabaseTable => "Table or index",
            FaultPlace.DatabaseProject => "Database project (Supabase)",
            FaultPlace.DatabaseLogin => "Database login",
            FaultPlace.PaymentGateway => "Payment gateway (Paylane)",
            FaultPlace.GatewayAccount => "Our account at the gateway",
            FaultPlace.PaymentWebhooks => "Payment webhooks",
            FaultPlace.JobQueue => "Job queue",
            FaultPlace.PartnerExport => "Export for partners",
            _ => place.ToString(),
        };

    /// <summary>A mode in words.</summary>
    public static string Title(this FaultMode mode) =>
        mode switch
        {
            FaultMode.Release => "Release: new code behaves wrongly",
            FaultMode.Configuration => "Configuration: a setting or flag is wrong",
            FaultMode.Capacity => "Capacity: too little for the load",
            FaultMode.ResourceExhaustion => "Resource exhaustion: used up, not given back",
            FaultMode.Dependency => "Dependency: another service fails or is slow",
            FaultMode.Data => "Data: data or schema is wrong or missing",
            FaultMode.Credential => "Credential: key, password or certificate",
            FaultMode.Network => "Network: a connection is cut or slow",
            FaultMode.Job => "Job: a single job does the damage",
            FaultMode.OperatorAction => "Operator action: left in a wrong state",
            FaultMode.Quota => "Quota: a provider's limit is reached",
            FaultMode.Lock => "Lock: others wait for it",
            FaultMode.Crash => "Crash: a process stopped",
            FaultMode.Traffic => "Traffic: more comes in than usual",
            _ => "Version mismatch: two releases do not fit",
        };
}
