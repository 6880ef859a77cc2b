using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>
/// Caches parts of reading pages that are the same for a whole audience until the content they show changes. Personal parts are never
/// cached.
/// </summary>
internal sealed class CachedParts(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    // Keyed by the object that the part shows: when content changes there is a new object, and the old part is collected with the old one.
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<string, Task<MarkupString>>> _parts = [];

    /// <summary>Returns the part, rendered on the first request.</summary>
    /// <typeparam name="TComponent">The component; it must depend only on its parameters and singletons.</typeparam>
    /// <param name="shown">The content to show, already filtered for the audience.</param>
    /// <param name="key">The name of the part.</param>
    /// <param name="parameters">The component's parameters.</param>
    public async Task<MarkupString> OfAsync<TComponent>(object shown, string key, Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        var parts = _parts.GetOrCreateValue(shown);
        var part = parts.GetOrAdd(key, _ => RenderAsync<TComponent>(parameters));
        try
        {
            return await part;
        }
        finally
        {
            // A failed rendering is retried; otherwise the page would stay broken until its content changes.
            if (!part.IsCompletedSuccessfully)
            {
                parts.TryRemove(KeyValuePair.Create(key, part));
            }
        }
    }

    private async Task<MarkupString> RenderAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        // A separate scope: the renderer uses scoped services, and the request's scope may end before rendering does.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (MarkupString)(await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString()
        );
    }
}
