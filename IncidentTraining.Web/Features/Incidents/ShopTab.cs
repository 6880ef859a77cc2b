using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Web.Features.Incidents;

/// <summary>A tab of the middle of the workspace.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Title">Its title.</param>
/// <param name="View">The view of the shop that opening it counts as; null for none.</param>
public sealed record ShopTab(string Name, string Title, string? View)
{
    /// <summary>All tabs, the first one being where everybody begins.</summary>
    public static IReadOnlyList<ShopTab> All { get; } =
    [
        new(ShopViews.Dashboard, "Dashboard", ShopViews.Dashboard),
        new(ShopViews.Alerts, "Alerts", ShopViews.Alerts),
        new(ShopViews.Logs, "Logs", ShopViews.Logs),
        new(ShopViews.Health, "Health", ShopViews.Health),
        new(ShopViews.Database, "Database", ShopViews.Database),
        new(ShopViews.Instances, "Instances", ShopViews.Instances),
        new(ShopViews.Changes, "Deploys & changes", ShopViews.Changes),
        new(ShopViews.Chaos, "Chaos", ShopViews.Chaos),
        new("console", "Console", null),
    ];

    /// <summary>The tab that an address names; the first for none or an unknown one.</summary>
    public static ShopTab Named(string? name) => All.FirstOrDefault(tab => tab.Name == name) ?? All[0];
}
