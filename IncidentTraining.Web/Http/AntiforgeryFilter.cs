using Microsoft.AspNetCore.Antiforgery;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Checks the antiforgery token of script requests. The framework's middleware checks only endpoints that read forms; a JSON request
/// without a token would pass.
/// </summary>
internal sealed class AntiforgeryFilter : IEndpointFilter
{
    /// <summary>The one for all endpoints: given as a type, each endpoint would compile a constructor call at the start.</summary>
    public static AntiforgeryFilter Instance { get; } = new();

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        await context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context.HttpContext)
            ? await next(context)
            : Results.Problem(
                "The page's security token is missing or belongs to someone else. Reload the page; your text is kept in this browser.",
                statusCode: StatusCodes.Status400BadRequest
            );
}

internal static class ScriptEndpoints
{
    // Two hundred kilobytes of text with every letter escaped.
    private const int LargestRequest = 2 * 1024 * 1024;

    /// <summary>
    /// For script endpoints: signed-out users get 401 instead of a sign-in page, the request must have the antiforgery token in its header,
    /// and its size is checked before it is read.
    /// </summary>
    public static TBuilder ForScripts<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints
            .DisableCookieRedirect()
            .WithMetadata(new ScriptEndpoint(), new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestRequest))
            .AddEndpointFilter(AntiforgeryFilter.Instance);
}
