using System.Globalization;
using System.Text;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>The shop's own API: requests that enter the running shop and are answered according to its source.</summary>
internal static class ShopRequests
{
    public static Task<IResult> ProductsAsync(HttpContext http, ProbeShop probe) =>
        SendAsync(http, probe, new ProbeShop.Request("products", Page: PageOf(http.Request.Query["page"])));

    public static Task<IResult> OrderAsync(HttpContext http, string id, ProbeShop probe) =>
        SendAsync(http, probe, new ProbeShop.Request("order", Order: id));

    public static async Task<IResult> PayAsync(HttpContext http, ProbeShop probe)
    {
        var request = await CheckoutRequest.ReadAsync(http.Request, http.RequestAborted);
        return request.Succeeded ? await SendAsync(http, probe, request.Value) : request.Refusal.ToResult();
    }

    /// <summary>A health endpoint, as in <c>server/routes/health.ts</c>: responds after the time that its checks take.</summary>
    public static async Task<IResult> HealthAsync(HttpContext http, AskHealth ask, Func<IShopReads, HealthAnswer> endpoint)
    {
        var outcome = await ask.RunAsync(ShopDoor.Of(http).Window, endpoint, http.RequestAborted);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.Kind == RefusalKind.Conflict ? ShopDoor.StandsStill(http) : outcome.Refusal.ToResult();
        }

        var answer = outcome.Value;
        return answer.Dependencies.Count == 0
            ? Results.Json(new { status = answer.State }, SurfaceJson.Options, statusCode: answer.Status)
            : Results.Json(
                new { status = answer.State, checks = answer.Dependencies.ToDictionary(check => check.Name, Check) },
                SurfaceJson.Options,
                statusCode: answer.Status
            );
    }

    private static object Check(DependencyHealth check) =>
        check.Error.Length == 0 ? new { status = check.State, ms = check.Milliseconds } : new { status = check.State, error = check.Error };

    private static async Task<IResult> SendAsync(HttpContext http, ProbeShop probe, ProbeShop.Request request)
    {
        var shop = ShopDoor.Of(http);
        var outcome = await probe.RunAsync(shop.Actor, shop.RunId, request, http.RequestAborted);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.Kind == RefusalKind.Conflict ? ShopDoor.StandsStill(http) : outcome.Refusal.ToResult();
        }

        var answer = outcome.Value;
        http.Response.Headers["X-Trace-Id"] = answer.Trace;
        return answer.Order is { } order
            ? Results.Json(Order(order, shop.Clock), SurfaceJson.Options, statusCode: answer.Status)
            : Results.Text(answer.Body, "application/json; charset=utf-8", Encoding.UTF8, answer.Status);
    }

    private static object Order(ProbedOrder order, ShopClock clock)
    {
        return new
        {
            id = order.Id,
            status = order.Status,
            placedAt = Told(order.PlacedAt),
            confirmedAt = order.ConfirmedAt is { } confirmed ? Told(confirmed) : null,
            otherOpenOrders = order.OtherOpenOrders,
        };

        string Told(TimeSpan at) => SurfaceJson.Time(clock, at);
    }

    // Anything that is not a number means the first page, as in server/routes/products.ts.
    private static int PageOf(string? page) =>
        double.TryParse(page, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 1
            ? (int)Math.Min(number, int.MaxValue)
            : 1;
}
