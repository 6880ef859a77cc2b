using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>
/// Parts of reading pages that are the same for everybody of an audience, rendered once and kept until the content that they
/// show changes. What is personal is never kept.
/// </summary>
internal sealed class KeptParts(IServiceScopeFactory scopes, ILoggerFactory loggers)
{
    // By the object that the part shows: when content changes there is another one, and the old part goes with the old object.
    private readonly ConditionalWeakTable<object, ConcurrentDictionary<string, Task<MarkupString>>> _parts = [];

    /// <summary>The part, rendered at the first request for it.</summary>
    /// <typeparam name="TComponent">The component; it may depend on nothing but its parameters and singletons.</typeparam>
    /// <param name="shown">The content that the part shows, already cut to its audience.</param>
    /// <param name="key">Which part of it.</param>
    /// <param name="parameters">What the component is given.</param>
    public async Task<MarkupString> OfAsync<TComponent>(object shown, string key, Dictionary<string, object?> parameters) where TComponent : IComponent
    {
        var parts = _parts.GetOrCreateValue(shown);
        var part = parts.GetOrAdd(key, _ => RenderAsync<TComponent>(parameters));
        try
        {
            return await part;
        }
        finally
        {
            // A part that failed once is tried again, or the page would be broken until its content changes.
            if (!part.IsCompletedSuccessfully)
            {
                parts.TryRemove(KeyValuePair.Create(key, part));
            }
        }
    }

    private async Task<MarkupString> RenderAsync<TComponent>(Dictionary<string, object?> parameters) where TComponent : IComponent
    {
        // A scope of its own: the renderer asks for scoped services, and the request's would be gone before the part is.
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (MarkupString)(await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
