using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Web.Features.Runs;

/// <summary>A view of the middle of the workspace.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="Title">Its title.</param>
/// <param name="Group">The task of the view; views of a group are listed together.</param>
/// <param name="Key">The letter that opens it after a <c>g</c>.</param>
/// <param name="Views">The views of the shop that opening it counts as.</param>
public sealed record ShopTab(string Name, string Title, string Group, char Key, params string[] Views)
{
    private const string Observe = "Observe";
    private const string Services = "Services";
    private const string Changes = "Changes";
    private const string Act = "Act";

    /// <summary>The address for the responder's own tools; only in a run in progress.</summary>
    public static ShopTab Tools { get; } = new("tools", "Your own tools", Act, 'u');

    /// <summary>The console for typed actions.</summary>
    public static ShopTab Console { get; } = new("console", "Console", Act, 'o');

    /// <summary>All views by group, starting with the default one.</summary>
    public static IReadOnlyList<ShopTab> All { get; } =
    [
        new(ShopViews.Dashboard, "Dashboard", Observe, 'd', ShopViews.Dashboard),
        new(ShopViews.Logs, "Logs", Observe, 'l', ShopViews.Logs),
        new(ShopViews.Traces, "Traces", Observe, 't', ShopViews.Traces),
        new(ShopViews.Alerts, "Alerts", Observe, 'a', ShopViews.Alerts),
        new(ShopViews.Health, "Health", Services, 'h', ShopViews.Health),
        new(ShopViews.Payments, "Payments", Services, 'p', ShopViews.Payments),
        new(ShopViews.Database, "Database", Services, 'b', ShopViews.Database),
        new(ShopViews.Queue, "Queue & workers", Services, 'q', ShopViews.Queue, ShopViews.Workers, ShopViews.Redis),
        new(ShopViews.Instances, "Instances", Services, 'i', ShopViews.Instances),
        new(ShopViews.Status, "Status & network", Services, 's', ShopViews.Status, ShopViews.Network),
        new(ShopViews.Changes, "Deploys & flags", Changes, 'f', ShopViews.Changes, ShopViews.Flags),
        new(ShopViews.Chaos, "Chaos", Changes, 'x', ShopViews.Chaos),
        new(ShopViews.Source, "Code", Changes, 'c', ShopViews.Source),
        Console,
        Tools,
    ];

    /// <summary>The views of a replay: those with something to see.</summary>
    public static IReadOnlyList<ShopTab> Replayed { get; } = [.. All.Where(tab => tab != Tools)];

    /// <summary>The view that an address names; the first for none or an unknown one.</summary>
    public static ShopTab Named(string? name) => All.FirstOrDefault(tab => tab.Name == name) ?? All[0];
}
