using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Incidents;

/// <summary>A part of the page that shows the shop: it reads again whenever the shop has lived on, and only while it is shown.</summary>
/// <typeparam name="T">What it reads.</typeparam>
public abstract class ShopPanel<T> : LiveComponent where T : class
{
    [Parameter, EditorRequired]
    public required RunView View { get; set; }

    [Parameter, EditorRequired]
    public required ShopWindow Window { get; set; }

    [Parameter, EditorRequired]
    public required Actor Actor { get; set; }

    /// <summary>What was read last; null before, and when the run's shop does not live any more.</summary>
    protected T? Shown { get; private set; }

    /// <summary>Takes what the panel shows from the shop.</summary>
    protected abstract T Read(IShopReads shop);

    protected override async Task OnInitializedAsync()
    {
        ReloadOn<ShopTicked>(View.RunId);
        await ReloadAsync();
    }

    protected override async Task ReloadAsync() => Shown = await Window.ReadAsync(Read) ?? Shown;
}
