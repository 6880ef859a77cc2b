namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// The state of this circuit's browser tab: what no one can see is neither read nor sent. One <see cref="BrowserTabWatch"/> on the page
/// keeps it up to date; without one the tab counts as visible.
/// </summary>
public sealed class BrowserTab
{
    /// <summary>Raised when the tab was hidden or shown again.</summary>
    public event Action? Changed;

    /// <summary>Whether the tab is hidden.</summary>
    public bool IsHidden { get; private set; }

    /// <summary>Reports that the tab was hidden or shown.</summary>
    public void Set(bool hidden)
    {
        if (IsHidden != hidden)
        {
            IsHidden = hidden;
            Changed?.Invoke();
        }
    }
}
