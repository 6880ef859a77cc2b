using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Shows an error page for every response with an error status and no body; otherwise users would see their browser's own error page.
/// </summary>
/// <remarks>
/// The framework's own middleware would run a refused form again as a form. Here the error page is always rendered with GET; a
/// page that answers 404 provides its own text with <see cref="MissingPage"/>.
/// </remarks>
internal static class StatusPages
{
    /// <summary>The address of the error page of a status.</summary>
    public const string Path = "/error";

    public static void UseStatusPages(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                await next(context);
                if (IsBare(context.Response) && WantsPage(context))
                {
                    await ShowAsync(context, next);
                }
            }
        );

    /// <summary>Turns the request into one for an error page: its body is not read again.</summary>
    public static void ReadInstead(HttpContext context, PathString path)
    {
        var request = context.Request;
        request.Method = HttpMethods.IsHead(request.Method) ? HttpMethods.Head : HttpMethods.Get;
        (request.Path, request.QueryString) = (path, QueryString.Empty);
        (request.Body, request.ContentType, request.ContentLength) = (Stream.Null, null, null);
        // The error page has no form, so a rejected token does not affect it.
        context.Features.Set<IAntiforgeryValidationFeature>(null);
        context.SetEndpoint(null);
        request.RouteValues.Clear();
    }

    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentLength: null or 0 }
        && string.IsNullOrEmpty(response.ContentType);

    /// <summary>
    /// Whether the client is a script that expects the bare status. A page's form asks for HTML; a read request may accept anything.
    /// </summary>
    private static bool WantsPage(HttpContext context)
    {
        var (request, accept) = (context.Request, context.Request.Headers.Accept.ToString());
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return context.GetEndpoint()?.Metadata.GetMetadata<ScriptEndpoint>() is null
            && request.Headers.Upgrade.Count == 0
            && (
                accept.Contains("text/html", StringComparison.OrdinalIgnoreCase)
                || (reads && (accept.Length == 0 || accept.Contains("*/*", StringComparison.Ordinal)))
            );
    }

    private static async Task ShowAsync(HttpContext context, RequestDelegate next)
    {
        var (request, services) = (context.Request, context.RequestServices);
        var before = (
            request.Method,
            request.Path,
            request.QueryString,
            request.Body,
            request.ContentType,
            request.ContentLength,
            Endpoint: context.GetEndpoint()
        );
        var status = context.Response.StatusCode;
        context.Features.Set<IStatusCodeReExecuteFeature>(
            new StatusCodeReExecuteFeature
            {
                OriginalPathBase = request.PathBase.Value ?? "",
                OriginalPath = request.Path.Value ?? "",
                OriginalQueryString = request.QueryString.Value,
            }
        );
        // The scoped services of the first execution contain its address and user.
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreateAsyncScope();
        try
        {
            context.RequestServices = scope.ServiceProvider;
            context.Response.ContentLength = null;
            ReadInstead(context, $"{Path}/{status}");
            await next(context);
        }
        finally
        {
            (request.Method, request.Path, request.QueryString, request.Body, request.ContentType, request.ContentLength, _) = before;
            context.SetEndpoint(before.Endpoint);
            context.RequestServices = services;
        }
    }
}
