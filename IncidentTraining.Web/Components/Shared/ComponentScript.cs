using Microsoft.JSInterop;

namespace IncidentTraining.Web.Components.Shared;

/// <summary>
/// A component's own script in the browser. While it is loading, the component may change or be removed; users of this class need not
/// handle either.
/// </summary>
/// <param name="js">The circuit's browser.</param>
/// <param name="address">The module's address as a static asset.</param>
public sealed class ComponentScript(IJSRuntime js, string address)
{
    private IJSObjectReference? _module;
    private bool _gone;

    /// <summary>Whether the first call has been answered, so that others may follow.</summary>
    public bool IsReady { get; private set; }

    /// <summary>Loads the module and makes the call that must precede all others.</summary>
    public async Task StartAsync(string function, params object?[] arguments)
    {
        var module = await js.InvokeAsync<IJSObjectReference>("import", $"./{address}");
        if (_gone)
        {
            await module.DisposeAsync();
            return;
        }

        _module = module;
        await module.InvokeVoidAsync(function, arguments);
        IsReady = !_gone;
    }

    /// <summary>Calls a function of the module; no-op before the start was answered, or after the end.</summary>
    public ValueTask CallAsync(string function, params object?[] arguments) =>
        IsReady ? _module!.InvokeVoidAsync(function, arguments) : ValueTask.CompletedTask;

    /// <summary>
    /// Calls a function of the module and waits for its result; returns the default before the start was answered, or after the end.
    /// </summary>
    public async ValueTask<T?> AskAsync<T>(string function, params object?[] arguments) =>
        IsReady ? await _module!.InvokeAsync<T>(function, arguments) : default;

    /// <summary>Makes the last call, if there was a first one, and releases the module.</summary>
    public async ValueTask EndAsync(string function, params object?[] arguments)
    {
        (_gone, IsReady) = (true, false);
        if (_module is not { } module)
        {
            return;
        }

        try
        {
            await module.InvokeVoidAsync(function, arguments);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has disconnected, and the script is gone.
        }
    }
}
