using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// The base of working pages: it determines the person and the class, stores the page's state in the address, and renders again when
/// something changes.
/// </summary>
public abstract class WorkingPage : LiveComponent
{
    /// <summary>Provides the signed-in person.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>The page's address.</summary>
    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The sort column of the page's table, from the address.</summary>
    [SupplyParameterFromQuery(Name = "sort")]
    public string? SortInAddress { get; set; }

    /// <summary>The page of the table, from the address.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public string? PageInAddress { get; set; }

    /// <summary>The request of the first response; null once the page is interactive.</summary>
    [CascadingParameter]
    public HttpContext? Request { get; set; }

    /// <summary>The signed-in person, for use cases.</summary>
    protected Actor Actor { get; private set; } = null!;

    /// <summary>The person's class; null without one.</summary>
    protected MyClass? Class { get; private set; }

    /// <summary>Why the page cannot be shown; null when it can.</summary>
    protected Refusal? Refusal { get; set; }

    /// <summary>The sort order and the page of the page's table.</summary>
    protected GridPlace Place => GridPlace.Of(SortInAddress, PageInAddress);

    /// <summary>Subscribes to the events that change the page; called once, before the data is read.</summary>
    protected abstract void Watch();

    /// <summary>Whether the page is about the person's class, and refuses without one.</summary>
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
        RefusedPage.Answer(Request, Refusal);
    }

    /// <summary>Sets parts of the page's address, null to remove one; this adds no history entries.</summary>
    protected void ShowInAddress(IReadOnlyDictionary<string, object?> parts) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(parts), replace: true);

    /// <summary>Shows another order or page of the table.</summary>
    protected void ShowPlace(GridPlace place) => ShowInAddress(place.InAddress);
}
