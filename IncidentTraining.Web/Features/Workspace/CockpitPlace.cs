using IncidentTraining.Web.Features.Response;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.Workspace;

/// <summary>What the workspace shows. All of it is in the address, so that it survives a reload and can be sent to a crewmate.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Active">The first view of the shop.</param>
/// <param name="Beside">The second view next to it; null for none. Never the first one.</param>
/// <param name="Side">The part of the incident's pane.</param>
/// <param name="Panel">On a narrow screen, the part of the lab that is shown.</param>
/// <param name="Range">The part of the run that all views show; null for all of it.</param>
public sealed record CockpitPlace(Guid RunId, ShopTab Active, ShopTab? Beside, IncidentSide Side, string Panel, TimeRange? Range = null)
{
    /// <summary>The parts of the lab on a narrow screen, in their order.</summary>
    public static IReadOnlyList<(string Name, string Title)> Panels { get; } =
    [("brief", "Brief"), ("views", "Views"), ("shop", "Shop"), ("incident", "Incident")];

    /// <summary>Parses an address. Missing or invalid parts get their default.</summary>
    public static CockpitPlace Of(Guid runId, string? tab, string? with, string? side, string? panel, TimeRange? range = null)
    {
        var active = ShopTab.Named(tab);
        return new CockpitPlace(
            runId,
            active,
            ShopTab.All.FirstOrDefault(other => other.Name == with && other != active),
            IncidentSide.Named(side),
            Panels.Any(one => one.Name == panel) ? panel!
                : tab is null ? "brief"
                : "shop",
            range
        );
    }

    /// <summary>Shows this view first; if it is the second view, the two swap places.</summary>
    public string Tab(ShopTab tab) => Address(tab, tab == Beside ? Active : Beside, Side);

    /// <summary>Shows this view next to the first one; null for none.</summary>
    public string With(ShopTab? tab) => Address(Active, tab == Active ? null : tab, Side);

    // On a narrow screen, choosing a part of the incident's pane also shows that pane.
    /// <summary>The incident's pane shows this part.</summary>
    public string SideOf(IncidentSide side) => $"{Address(Active, Beside, side)}&panel=incident";

    /// <summary>A narrow screen shows this part of the lab.</summary>
    public string PanelOf(string panel) => $"{Address(Active, Beside, Side)}&panel={panel}";

    private string Address(ShopTab active, ShopTab? beside, IncidentSide side) =>
        $"{RunPaths.Tab(RunId, active.Name)}&side={side.Name}{(beside is null ? "" : $"&with={beside.Name}")}{Range?.Query}";
}
