using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Flags;
using IncidentTraining.Core.PracticeShop.Components.Gateway;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Checkout;

/// <summary>The components that the checkout and webhook steps work with.</summary>
/// <param name="Totals">What orders cost and were charged; null in a shop without an offer.</param>
sealed record CheckoutPeers(
    Kernel Kernel,
    RequestFlow Flow,
    RedisServer Redis,
    FeatureFlags Flags,
    OrderLedger Orders,
    OrderTotals? Totals,
    Paylane Paylane,
    Releases Releases
);
