using IncidentTraining.Core.People;
using IncidentTraining.Web.Http;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Documents.Editing;

/// <summary>An interactive part of the editor: it is rendered again whenever the document is read again.</summary>
public abstract class EditorPart : ComponentBase, IDisposable
{
    private bool _subscribed;

    /// <summary>Provides the writer.</summary>
    [Inject]
    public required Viewer Viewer { get; init; }

    /// <summary>The state shared by all parts of the editor.</summary>
    [Inject]
    public required EditorSession Session { get; init; }

    /// <summary>The document.</summary>
    [Parameter, EditorRequired]
    public required Guid DocumentId { get; set; }

    /// <summary>The writer, for use cases.</summary>
    protected Actor Actor { get; private set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Actor = (await Viewer.GetAsync()).Actor;
        await Session.OpenAsync(Actor, DocumentId);
        Session.Changed += Draw;
        _subscribed = true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends the subscription.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (_subscribed)
        {
            Session.Changed -= Draw;
        }
    }

    private void Draw() => _ = InvokeAsync(StateHasChanged);
}
