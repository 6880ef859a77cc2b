using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Web.Features.Runs;

/// <summary>A tab of the middle of the workspace.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Views">The views of the shop that opening it counts as.</param>
public sealed record ShopTab(string Name, string Title, params string[] Views)
{
    /// <summary>The address for the responder's own tools; only in a run that goes.</summary>
    public static ShopTab Tools { get; } = new("tools", "Your own tools");

    /// <summary>All tabs, the first one being where everybody begins.</summary>
    public static IReadOnlyList<ShopTab> All { get; } =
    [
        new(ShopViews.Dashboard, "Dashboard", ShopViews.Dashboard),
        new(ShopViews.Alerts, "Alerts", ShopViews.Alerts),
        new(ShopViews.Logs, "Logs", ShopViews.Logs),
        new(ShopViews.Traces, "Traces", ShopViews.Traces),
        new(ShopViews.Health, "Health", ShopViews.Health),
        new(ShopViews.Payments, "Payments", ShopViews.Payments),
        new(ShopViews.Database, "Database", ShopViews.Database),
        new(ShopViews.Queue, "Queue & workers", ShopViews.Queue, ShopViews.Workers, ShopViews.Redis),
        new(ShopViews.Status, "Status & network", ShopViews.Status, ShopViews.Network),
        new(ShopViews.Instances, "Instances", ShopViews.Instances),
        new(ShopViews.Changes, "Deploys & flags", ShopViews.Changes, ShopViews.Flags),
        new(ShopViews.Source, "Code", ShopViews.Source),
        new(ShopViews.Chaos, "Chaos", ShopViews.Chaos),
        new("console", "Console"),
        Tools,
    ];

    /// <summary>The tabs of a replay: those in which there is something to see.</summary>
    public static IReadOnlyList<ShopTab> Replayed { get; } = [.. All.Where(tab => tab != Tools)];

    /// <summary>The tab that an address names; the first for none or an unknown one.</summary>
    public static ShopTab Named(string? name) => All.FirstOrDefault(tab => tab.Name == name) ?? All[0];
}
