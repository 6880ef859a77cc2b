using IncidentTraining.Core.Live;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// A component that shows live data: it subscribes while it is on the page, and a burst of events costs one reload.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private bool _reloadWaits;
    private bool _disposed;

    [Inject]
    public required LiveEvents Events { get; init; }

    /// <summary>Reloads the component's data and renders whenever the event happens to the thing with the key.</summary>
    protected void ReloadOn<TEvent>(Guid key)
        where TEvent : notnull => _subscriptions.Add(Events.Subscribe<TEvent>(key, _ => RequestReload()));

    /// <summary>Reloads the component's data and renders whenever the event happens, whatever it is about.</summary>
    protected void ReloadOnAny<TEvent>()
        where TEvent : notnull => _subscriptions.Add(Events.SubscribeToAll<TEvent>(_ => RequestReload()));

    /// <summary>Reads again what the component shows.</summary>
    protected abstract Task ReloadAsync();

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        foreach (var subscription in _subscriptions)
        {
            subscription.Dispose();
        }

        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives up what a derived component holds.</summary>
    protected virtual void Dispose(bool disposing) { }

    /// <summary>Reads and renders again soon, on the component's own thread; a burst of requests costs one reload.</summary>
    protected Task RequestReload()
    {
        // The publisher must not wait for this circuit, and a second event before the reload began needs no second reload.
        if (!_reloadWaits)
        {
            _reloadWaits = true;
            _ = InvokeAsync(ReloadAndRenderAsync);
        }

        return Task.CompletedTask;
    }

    private async Task ReloadAndRenderAsync()
    {
        _reloadWaits = false;
        if (_disposed)
        {
            return;
        }

        try
        {
            await ReloadAsync();
            StateHasChanged();
        }
        catch (Exception failure) when (!_disposed)
        {
            // To the page's error boundary, as if it had happened in an event handler.
            await DispatchExceptionAsync(failure);
        }
    }
}
