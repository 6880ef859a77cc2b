using IncidentTraining.Core.Live;
using Microsoft.AspNetCore.Components;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// A component that shows live data: it subscribes while it is on the page. Its reloads never overlap, and all events during one cause a
/// single further reload, so that a page with slow queries reloads less often.
/// </summary>
public abstract class LiveComponent : ComponentBase, IDisposable
{
    private readonly List<IDisposable> _subscriptions = [];
    private int _asked;
    private int _reloads;
    private bool _disposed;

    [Inject]
    public required LiveEvents Events { get; init; }

    /// <summary>Reloads the component's data and renders whenever the event happens to the thing with the key.</summary>
    protected void ReloadOn<TEvent>(Guid key)
        where TEvent : notnull => _subscriptions.Add(Events.Subscribe<TEvent>(key, _ => RequestReload()));

    /// <summary>Reloads the component's data and renders whenever the event happens, for any key.</summary>
    protected void ReloadOnAny<TEvent>()
        where TEvent : notnull => _subscriptions.Add(Events.SubscribeToAll<TEvent>(_ => RequestReload()));

    /// <summary>Reads the component's data again.</summary>
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

    /// <summary>Releases the resources of a derived component.</summary>
    protected virtual void Dispose(bool disposing) { }

    /// <summary>Reloads and renders soon, on the component's own thread; a request during a reload is served after it.</summary>
    protected Task RequestReload()
    {
        // The publisher must not wait for this circuit.
        Interlocked.Exchange(ref _asked, 1);
        if (Interlocked.Exchange(ref _reloads, 1) == 0)
        {
            _ = InvokeAsync(ReloadWhileAskedAsync);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Runs work that begins outside an event, such as that of a timer, on the component's own thread; its failure is shown like one of an
    /// event handler.
    /// </summary>
    protected void OnPage(Func<Task> work) => _ = InvokeAsync(() => GuardAsync(work, evenIfGone: true));

    private async Task ReloadWhileAskedAsync()
    {
        do
        {
            while (Interlocked.Exchange(ref _asked, 0) == 1)
            {
                await ReloadAndRenderAsync();
            }

            Interlocked.Exchange(ref _reloads, 0);
            // Another request may have arrived between the two lines and found a reload in progress.
        } while (Volatile.Read(ref _asked) == 1 && Interlocked.Exchange(ref _reloads, 1) == 0);
    }

    private async Task ReloadAndRenderAsync()
    {
        if (_disposed)
        {
            return;
        }

        await GuardAsync(
            async () =>
            {
                await ReloadAsync();
                if (!_disposed)
                {
                    StateHasChanged();
                }
            },
            evenIfGone: false
        );
    }

    private async Task GuardAsync(Func<Task> work, bool evenIfGone)
    {
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            // To the error boundary, as if it had happened in an event handler. A person who has left the page need not be told that a
            // reload failed, but a failed save must not go unnoticed.
            if (evenIfGone || !_disposed)
            {
                await DispatchExceptionAsync(failure);
            }
        }
    }
}
