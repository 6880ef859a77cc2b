namespace IncidentTraining.Core.PracticeShop.Components.Customers;

/// <summary>Customers over time.</summary>
/// <param name="Ramp">Requests per second at virtual times, interpolated linearly, constant after the last.</param>
/// <param name="BrowsePercent">Share of <c>GET /api/products</c>.</param>
/// <param name="OrderPercent">Share of <c>GET /api/orders/{id}</c>.</param>
/// <param name="CheckoutPercent">Share of <c>POST /api/payments</c>.</param>
/// <param name="BasketCents">Median value of a basket, in cents.</param>
/// <param name="Customers">Number of different customers.</param>
public sealed record TrafficPlan(
    IReadOnlyList<TrafficPoint> Ramp,
    int BrowsePercent,
    int OrderPercent,
    int CheckoutPercent,
    int BasketCents,
    int Customers
);

/// <summary>A point of the traffic ramp.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="PerSecond">Requests per second.</param>
public sealed record TrafficPoint(TimeSpan At, int PerSecond);
