using System.Text;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Routing.Template;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>The practice shop over HTTP, for curl, a Prometheus server and other tools of the responders.</summary>
internal static class ShopSurface
{
    private const int LargestRequest = 4 * 1024;
    private const string Prefix = RunPaths.Surface + "/{key}";
    private const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapShopSurface(this IEndpointRouteBuilder app)
    {
        // No cookie and no form: anyone who has the key in the address can act with it, and no one else can.
        var shop = app.MapGroup(Prefix)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestRequest))
            .AddEndpointFilter<ShopDoor>();

        shop.MapGet("/", Contents);
        shop.MapGet("/metrics", (Delegate)MetricsAsync).Is(SurfaceKind.Asks);
        shop.MapGet("/api/health/live", (HttpContext http, AskHealth ask) => ShopRequests.HealthAsync(http, ask, reads => reads.Live()))
            .Is(SurfaceKind.Asks);
        shop.MapGet("/api/health/ready", (HttpContext http, AskHealth ask) => ShopRequests.HealthAsync(http, ask, reads => reads.Ready()))
            .Is(SurfaceKind.Asks);
        shop.MapGet("/api/products", ShopRequests.ProductsAsync).Is(SurfaceKind.Enters);
        shop.MapGet("/api/orders/{id}", ShopRequests.OrderAsync).Is(SurfaceKind.Enters);
        shop.MapPost("/api/payments", ShopRequests.PayAsync).Is(SurfaceKind.Enters);

        shop.MapGet("/logs", (Delegate)LogSurface.ReadAsync);
        shop.MapGet("/traces", (Delegate)TraceSurface.ListAsync);
        shop.MapGet("/traces/{id}", TraceSurface.OneAsync);
        shop.Reads("/alerts", reads => reads.Alerts());
        shop.Reads("/changes", reads => reads.Changes());
        shop.Reads("/database", reads => reads.Database());
        shop.Reads("/payments", reads => reads.Payments());
        shop.Reads("/work", reads => reads.Work());
        shop.Reads("/network", reads => reads.NetworkCheck());
        shop.Reads("/status", reads => reads.StatusPages());
        shop.MapGet("/status/{page}", StatusPageAsync);
        shop.Reads("/actions", reads => reads.Actions());
        shop.MapPost("/actions/{name}", ActionSurface.RunAsync).Is(SurfaceKind.Enters);
        shop.MapFallback(Unknown);
    }

    /// <summary>The response when the run has ended between the check and the read.</summary>
    public static IResult Ended() => Refusal.TooLate("This run has ended.").ToResult();

    private static void Is(this IEndpointConventionBuilder route, string kind) => route.WithMetadata(new SurfaceKind(kind));

    private static void Reads<T>(this IEndpointRouteBuilder shop, string path, Func<IShopReads, T> read)
        where T : class =>
        shop.MapGet(
            path,
            (Delegate)(
                async (HttpContext http) =>
                    await ShopDoor.Of(http).Window.ReadAsync(read, http.RequestAborted) is { } found
                        ? SurfaceJson.WithTimes(found, ShopDoor.Of(http).Clock)
                        : Ended()
            )
        );

    private static IResult Contents(HttpContext http) =>
        Results.Json(
            new
            {
                shop = "Lanternfish Books",
                routes = Routes(http)
                    .SelectMany(route => Methods(route).Select(method => $"{method} {route.RoutePattern.RawText![Prefix.Length..]}"))
                    .Distinct(),
            },
            SurfaceJson.Options
        );

    /// <summary>No route has this address, or none with this method.</summary>
    private static IResult Unknown(HttpContext http)
    {
        var allowed = Routes(http)
            .Where(route => new TemplateMatcher(TemplateParser.Parse(route.RoutePattern.RawText!), []).TryMatch(http.Request.Path, []))
            .SelectMany(Methods)
            .Distinct()
            .ToList();
        if (allowed.Count == 0)
        {
            return Results.Problem(
                "The shop has no such route. GET the address itself for the list of routes.",
                statusCode: StatusCodes.Status404NotFound
            );
        }

        http.Response.Headers.Allow = string.Join(", ", allowed);
        return Results.Problem(
            $"This route takes {string.Join(" and ", allowed)} only.",
            statusCode: StatusCodes.Status405MethodNotAllowed
        );
    }

    private static IEnumerable<RouteEndpoint> Routes(HttpContext http) =>
        http
            .RequestServices.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText?.StartsWith(Prefix + "/", StringComparison.Ordinal) is true);

    private static IReadOnlyList<string> Methods(RouteEndpoint route) =>
        route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];

    private static async Task<IResult> MetricsAsync(HttpContext http) =>
        await ShopDoor.Of(http).Window.ReadAsync(reads => reads.Metrics(), http.RequestAborted) is { } text
            ? Results.Text(text, PrometheusType, Encoding.UTF8)
            : Ended();

    private static async Task<IResult> StatusPageAsync(HttpContext http, string page)
    {
        var pages = await ShopDoor.Of(http).Window.ReadAsync(reads => reads.StatusPages(), http.RequestAborted);
        return pages is null ? Ended()
            : pages.FirstOrDefault(p => p.Id == page) is { } found ? SurfaceJson.WithTimes(found, ShopDoor.Of(http).Clock)
            : Refusal.NotFound($"There is no status page “{page}”. There are {string.Join(", ", pages.Select(p => p.Id))}.").ToResult();
    }
}
