namespace IncidentTraining.Core.PracticeShop.Components.Api;

/// <summary>The API's routes that customers use.</summary>
enum Route
{
    Browse,
    OrderStatus,
    Checkout,
}

/// <summary>How routes are written.</summary>
static class Routes
{
    public const int Count = 3;

    public static string Method(Route route) => route == Route.Checkout ? "POST" : "GET";

    public static string Path(Route route) => route switch
    {
        Route.Browse => "/api/products",
        Route.OrderStatus => "/api/orders/{id}",
        _ => "/api/payments",
    };
}
