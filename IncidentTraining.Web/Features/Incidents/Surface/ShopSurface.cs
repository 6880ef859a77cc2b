using System.Text;
using IncidentTraining.Core.Incidents;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Incidents.Surface;

/// <summary>The practice shop over HTTP, for curl, a Prometheus server and whatever else a responder brings along.</summary>
internal static class ShopSurface
{
    private const int LargestRequest = 4 * 1024;
    private const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";

    public static void MapShopSurface(this IEndpointRouteBuilder app)
    {
        // No cookie and no form: whoever holds the key in the address acts with it, and nobody else can.
        var shop = app.MapGroup(IncidentPaths.Surface + "/{key}").AllowAnonymous().DisableAntiforgery()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestRequest))
            .AddEndpointFilter<ShopDoor>();

        shop.MapGet("/", Contents);
        shop.MapGet("/metrics", (Delegate)MetricsAsync).Is(SurfaceKind.Asks);
        shop.MapGet("/api/health/live", (Delegate)((HttpContext http) => HealthAsync(http, reads => reads.Live()))).Is(SurfaceKind.Asks);
        shop.MapGet("/api/health/ready", (Delegate)((HttpContext http) => HealthAsync(http, reads => reads.Ready()))).Is(SurfaceKind.Asks);
        shop.MapGet("/api/products", (HttpContext http, ProbeShop probe) => ProbeAsync(http, probe, "products")).Is(SurfaceKind.Enters);
        shop.MapGet("/api/orders/{id}", OrderAsync).Is(SurfaceKind.Enters);
        shop.MapPost("/api/payments", (HttpContext http, ProbeShop probe) => ProbeAsync(http, probe, "payment")).Is(SurfaceKind.Enters);

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
        shop.MapFallback(() => Results.Problem("The shop has no such route. GET the address itself for the list of routes.", statusCode: StatusCodes.Status404NotFound));
    }

    /// <summary>The answer where the run has ended between the door and the reading.</summary>
    public static IResult Ended() => Refusal.TooLate("This run has ended.").ToResult();

    private static void Is(this IEndpointConventionBuilder route, string kind) => route.WithMetadata(new SurfaceKind(kind));

    private static void Reads<T>(this IEndpointRouteBuilder shop, string path, Func<IShopReads, T> read) where T : class =>
        shop.MapGet(path, (Delegate)(async (HttpContext http) =>
            await ShopDoor.Of(http).Window.ReadAsync(read, http.RequestAborted) is { } found ? Results.Json(found, SurfaceJson.Options) : Ended()));

    private static IResult Contents(HttpContext http) => Results.Json(new
    {
        shop = "Lanternfish Books",
        routes = http.RequestServices.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Where(route => route.RoutePattern.RawText?.StartsWith(IncidentPaths.Surface + "/{key}/", StringComparison.Ordinal) is true)
            .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
                .Select(method => $"{method} {route.RoutePattern.RawText![(IncidentPaths.Surface.Length + "/{key}".Length)..]}"))
            .Distinct(),
    }, SurfaceJson.Options);

    private static async Task<IResult> MetricsAsync(HttpContext http) =>
        await ShopDoor.Of(http).Window.ReadAsync(reads => reads.Metrics(), http.RequestAborted) is { } text
            ? Results.Text(text, PrometheusType, Encoding.UTF8)
            : Ended();

    private static async Task<IResult> HealthAsync(HttpContext http, Func<IShopReads, HealthAnswer> read) =>
        await ShopDoor.Of(http).Window.ReadAsync(read, http.RequestAborted) is { } answer
            ? Results.Json(new { status = answer.State, dependencies = answer.Dependencies }, SurfaceJson.Options, statusCode: answer.Status)
            : Ended();

    private static Task<IResult> OrderAsync(HttpContext http, string id, ProbeShop probe) =>
        id.Length is > 0 and <= 20 && id.All(char.IsAsciiDigit)
            ? ProbeAsync(http, probe, "order")
            : Task.FromResult(Refusal.Invalid("An order's id is a number, for instance /api/orders/1042.").ToResult());

    private static async Task<IResult> ProbeAsync(HttpContext http, ProbeShop probe, string route)
    {
        var shop = ShopDoor.Of(http);
        var outcome = await probe.RunAsync(shop.Actor, shop.RunId, route, http.RequestAborted);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.Kind == RefusalKind.Conflict ? ShopDoor.StandsStill(http) : outcome.Refusal.ToResult();
        }

        var answer = outcome.Value;
        http.Response.Headers["X-Trace-Id"] = answer.Trace;
        return Results.Text(answer.Body, "application/json; charset=utf-8", Encoding.UTF8, answer.Status);
    }

    private static async Task<IResult> StatusPageAsync(HttpContext http, string page)
    {
        var pages = await ShopDoor.Of(http).Window.ReadAsync(reads => reads.StatusPages(), http.RequestAborted);
        return pages is null ? Ended()
            : pages.FirstOrDefault(p => p.Id == page) is { } found ? Results.Json(found, SurfaceJson.Options)
            : Refusal.NotFound($"There is no status page “{page}”. There are {string.Join(", ", pages.Select(p => p.Id))}.").ToResult();
    }
}
