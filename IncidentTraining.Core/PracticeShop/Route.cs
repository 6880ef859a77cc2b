namespace IncidentTraining.Core.PracticeShop;

/// <summary>The API's routes: three that customers use, and the one that the payment gateway calls.</summary>
enum Route
{
    Browse,
    OrderStatus,
    Checkout,
    Webhook,
}

/// <summary>Display names of routes.</summary>
static class Routes
{
    public const int Count = 4;

    public static string Method(Route route) => route is Route.Checkout or Route.Webhook ? "POST" : "GET";

    public static string Path(Route route) =>
        route switch
        {
            Route.Browse => "/api/products",
            Route.OrderStatus => "/api/orders/{id}",
            Route.Checkout => "/api/payments",
            _ => "/api/payments/webhook",
        };

    /// <summary>Status of a successful request.</summary>
    public static int Success(Route route) =>
        route switch
        {
            Route.Checkout => 201,
            Route.Webhook => 204,
            _ => 200,
        };
}
