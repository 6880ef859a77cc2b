using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Database;

/// <summary>Kinds of queries that the API and the workers run.</summary>
enum QueryKind
{
    ListProducts,
    OrdersOfCustomer,
    ReadBasket,
    PlaceOrder,
    RecordPayment,
    SettleOrder,
    ReadJob,
    ConfirmOrder,
}

/// <summary>Size and speed of the database <c>lanternfish-prod</c>.</summary>
static class DatabaseOptions
{
    public const string Project = "lanternfish-prod";
    public const int PoolSize = 20;
    public const int MaxConnections = 60;

    /// <summary>Connections that the platform's own services (sign-in, storage, live updates, dashboard) keep open.</summary>
    public const int PlatformConnections = 20;

    /// <summary>Connections per worker process.</summary>
    public const int WorkerConnections = 2;

    public const long AcquireTimeout = 2 * Kernel.Second;

    /// <summary>Pause before the pool retries after a refused connection.</summary>
    public const long ReconnectPause = 250_000;

    /// <summary>Lifetime after which a connection is replaced.</summary>
    public const long ConnectionLifetime = 600 * Kernel.Second;

    /// <summary>Queries that can run at the same time; further ones wait for a processor.</summary>
    public const int Processors = 4;

    /// <summary>The index on a customer's orders; without it they are found by reading the whole table.</summary>
    public const string OrdersIndex = "orders_customer_id_idx";

    public static readonly string[] Indexes = ["orders_pkey", OrdersIndex, "orders_created_at_idx"];

    public static readonly Distribution Read = Distribution.LogNormal(TimeSpan.FromMilliseconds(8), 0.4);
    public static readonly Distribution Write = Distribution.LogNormal(TimeSpan.FromMilliseconds(15), 0.4);

    /// <summary>A scan of the whole orders table, about 330 ms if it has a processor to itself.</summary>
    public static readonly Distribution Scan = Distribution.LogNormal(TimeSpan.FromMilliseconds(330), 0.08);

    public static bool IsWrite(QueryKind kind) =>
        kind is QueryKind.PlaceOrder or QueryKind.RecordPayment or QueryKind.SettleOrder or QueryKind.ConfirmOrder;

    /// <summary>The names of all kinds of statements.</summary>
    public static IReadOnlyList<string> Statements { get; } = [.. Enum.GetValues<QueryKind>().Select(Name)];

    public static string Name(QueryKind kind) =>
        kind switch
        {
            QueryKind.ListProducts => "list_products",
            QueryKind.OrdersOfCustomer => "orders_of_customer",
            QueryKind.ReadBasket => "read_basket",
            QueryKind.PlaceOrder => "place_order",
            QueryKind.RecordPayment => "record_payment",
            QueryKind.SettleOrder => "settle_order",
            QueryKind.ReadJob => "read_job",
            _ => "confirm_order",
        };
}
