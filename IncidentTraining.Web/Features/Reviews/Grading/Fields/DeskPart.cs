using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Features.Reviews.Grading.Fields;

/// <summary>A part of the grading desk, which follows the fields and their storage state.</summary>
public abstract class DeskPart : ComponentBase, IDisposable
{
    private object? _last;

    /// <summary>The state shared by the parts.</summary>
    [Parameter, EditorRequired]
    public required ReviewDesk Desk { get; set; }

    /// <summary>
    /// The state that the part shows; it is not rendered again while this is unchanged. Null for a part that follows everything.
    /// </summary>
    protected virtual object? Shown => null;

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender) => _last = Shown;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Desk.Changed += Render;
        Desk.Saver.Changed += Render;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Desk.Changed -= Render;
        Desk.Saver.Changed -= Render;
        GC.SuppressFinalize(this);
    }

    private void Render()
    {
        // A desk has some twenty fields, and each mark changes one of them.
        if (Shown is not { } shown || !shown.Equals(_last))
        {
            _ = InvokeAsync(StateHasChanged);
        }
    }
}
