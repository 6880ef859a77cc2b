using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>
/// Guards every route of the surface: the key in the address opens one run's shop or nothing, and each request counts against that run's
/// allowance.
/// </summary>
internal sealed class ShopDoor(OpenShopByKey open, ShopLimits limits) : IEndpointFilter
{
    private const string SecondsToWait = "1";
    private const string SecondsWhilePaused = "10";

    /// <summary>The shop that the key opened.</summary>
    public static OpenedShop Of(HttpContext http) => (OpenedShop)http.Items[typeof(OpenedShop)]!;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        var from = http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
        if (!limits.MayTry(from))
        {
            return TooMany(
                http,
                "Too many wrong addresses were tried from here. Wait a minute, then copy the address from the lab again.",
                "60"
            );
        }

        var opened = await open.RunAsync(new ShopKey(http.GetRouteValue("key")?.ToString() ?? ""), http.RequestAborted);
        if (!opened.Succeeded)
        {
            if (opened.Refusal.Kind == RefusalKind.NotFound)
            {
                limits.CountWrongKey(from);
            }

            return opened.Refusal.ToResult();
        }

        var shop = opened.Value;
        var kind = http.GetEndpoint()?.Metadata.GetMetadata<SurfaceKind>()?.Kind ?? SurfaceKind.Reads;
        if (kind == SurfaceKind.Enters ? !limits.MayProbe(shop.RunId) : !limits.MayRead(shop.RunId))
        {
            return kind == SurfaceKind.Enters
                ? TooMany(
                    http,
                    $"At most {ShopLimits.ProbesPerSecond} requests per second from your tools reach the shop. Wait a second.",
                    SecondsToWait
                )
                : TooMany(http, $"At most {ShopLimits.ReadsPerSecond} reads per second. Wait a second.", SecondsToWait);
        }

        if (shop.IsPaused && kind != SurfaceKind.Reads)
        {
            return StandsStill(http);
        }

        http.Items[typeof(OpenedShop)] = shop;
        return await next(context);
    }

    /// <summary>The run is paused: its shop does not respond until it continues.</summary>
    public static IResult StandsStill(HttpContext http)
    {
        http.Response.Headers.RetryAfter = SecondsWhilePaused;
        return Results.Problem(
            "The run is paused, and so is its shop. Resume it in the lab.",
            statusCode: StatusCodes.Status503ServiceUnavailable
        );
    }

    private static IResult TooMany(HttpContext http, string what, string seconds)
    {
        http.Response.Headers.RetryAfter = seconds;
        return Results.Problem(what, statusCode: StatusCodes.Status429TooManyRequests);
    }
}

/// <summary>What a route of the surface requires of the run.</summary>
internal sealed record SurfaceKind(string Kind)
{
    /// <summary>Reads stored data, even of a paused shop.</summary>
    public const string Reads = "reads";

    /// <summary>Is answered by the running shop without entering it: health and metrics.</summary>
    public const string Asks = "asks";

    /// <summary>Enters the shop as a request, or changes it.</summary>
    public const string Enters = "enters";
}
