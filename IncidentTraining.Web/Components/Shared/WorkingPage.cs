using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// The base of the pages on which people work: it knows who works in which class, keeps what is worth keeping in the address,
/// and renders again when something changes.
/// </summary>
public abstract class WorkingPage : LiveComponent
{
    /// <summary>Finds the person who works.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>The page's address.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The column that orders the page's table, as the address has it.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? SortInAddress { get; set; }

    /// <summary>The page of the table, as the address has it.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageInAddress { get; set; }

    /// <summary>Who works, for the use cases.</summary>
    protected Actor Actor { get; private set; } = null!;

    /// <summary>The class in which the person works; null without one.</summary>
    protected MyClass? Class { get; private set; }

    /// <summary>Why the page cannot be shown; null when it can.</summary>
    protected Refusal? Refusal { get; set; }

    /// <summary>The order and the page of the page's table.</summary>
    protected GridPlace Place => GridPlace.Of(SortInAddress, PageInAddress);

    /// <summary>Subscribes to what changes the page; called once, before it is read.</summary>
    protected abstract void Watch();

    /// <summary>Whether the page is about the class in which the person works, and refuses without one.</summary>
    protected virtual bool NeedsClass => true;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var viewer = await Viewer.GetAsync();
        (Actor, Class) = (viewer.Actor, viewer.Class);
        if (NeedsClass && Class is null)
        {
            Refusal = viewer.NoClass;
            return;
        }

        Watch();
        await ReloadAsync();
    }

    /// <summary>Puts parts into the page's address, null to take one out; the way back does not lead through each of them.</summary>
    protected void ShowInAddress(IReadOnlyDictionary<string, object?> parts) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(parts), replace: true);

    /// <summary>Shows another order or page of the table.</summary>
    protected void ShowPlace(GridPlace place) => ShowInAddress(place.InAddress);
}
