using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Customers;
using IncidentTraining.Core.PracticeShop.Telemetry.Measures;

namespace IncidentTraining.Core.PracticeShop.Wiring;

/// <summary>What a shop is built from.</summary>
/// <param name="Limits">Sizes, limits and patience.</param>
/// <param name="Levels">The service levels by which it is measured.</param>
/// <param name="Traffic">Its customers.</param>
/// <param name="Experiments">The chaos experiments that can be switched on.</param>
sealed record ShopPlan(ShopLimits Limits, ServiceLevels Levels, TrafficPlan Traffic, IReadOnlyList<Experiment> Experiments);
