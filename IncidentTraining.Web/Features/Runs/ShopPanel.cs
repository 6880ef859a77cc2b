using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Runs;

/// <summary>
/// A part of the page that shows the shop: it reads again whenever the shop has advanced or a replay was set to another moment, and only
/// while it is visible.
/// </summary>
/// <typeparam name="T">What it reads.</typeparam>
public abstract class ShopPanel<T> : LiveComponent, ShopPulse.IPart
    where T : class
{
    [Parameter, EditorRequired]
    public required RunView View { get; set; }

    [Parameter, EditorRequired]
    public required ShopWindow Window { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>The page's pulse; null if the panel listens to the shop by itself.</summary>
    [CascadingParameter]
    public ShopPulse? Pulse { get; set; }

    [Inject]
    public required BrowserTab Tab { get; init; }

    /// <summary>The data read last; null before, and when the run's shop is not in memory.</summary>
    protected T? Shown { get; private set; }

    /// <summary>Reads the panel's data from the shop.</summary>
    protected abstract T Read(IShopReads shop);

    protected override async Task OnInitializedAsync()
    {
        if (Pulse is null)
        {
            ReloadOn<ShopTicked>(View.RunId);
        }
        else
        {
            Pulse.Join(this);
        }

        Window.Moved += ReloadSoon;
        Tab.Changed += ReloadWhenSeen;
        await ReloadAsync();
    }

    protected override async Task ReloadAsync()
    {
        if (!Tab.IsHidden)
        {
            Shown = await Window.ReadAsync(Read) ?? Shown;
        }
    }

    // While the tab is hidden, changes are not visible.
    protected override bool ShouldRender() => !Tab.IsHidden;

    protected override void Dispose(bool disposing)
    {
        Pulse?.Leave(this);
        Window.Moved -= ReloadSoon;
        Tab.Changed -= ReloadWhenSeen;
        base.Dispose(disposing);
    }

    Task ShopPulse.IPart.ReadAgainAsync() => ReloadAsync();

    void ShopPulse.IPart.Draw() => StateHasChanged();

    private void ReloadSoon() => _ = RequestReload();

    private void ReloadWhenSeen()
    {
        if (!Tab.IsHidden)
        {
            _ = RequestReload();
        }
    }
}
