using Microsoft.AspNetCore.Antiforgery;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Checks the antiforgery token of requests that scripts send. The framework's middleware looks only at endpoints that
/// read forms: a JSON request without a token would pass it.
/// </summary>
internal sealed class AntiforgeryFilter(IAntiforgery antiforgery) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await antiforgery.IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Problem(
                "The page's safety token is missing or belongs to somebody else. Load the page again; what you typed is kept in this browser.",
                statusCode: StatusCodes.Status400BadRequest);
}

internal static class ScriptEndpoints
{
    // Two hundred kilobytes of text, every letter of it escaped.
    private const int LargestRequest = 2 * 1024 * 1024;

    /// <summary>
    /// For endpoints that scripts call: signed-out people get 401 instead of a form, a request needs the antiforgery
    /// token in its header, and its size is bounded before it is read.
    /// </summary>
    public static TBuilder ForScripts<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder =>
        endpoints.DisableCookieRedirect()
            .WithMetadata(new ScriptEndpoint(), new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestRequest))
            .AddEndpointFilter<TBuilder, AntiforgeryFilter>();
}
