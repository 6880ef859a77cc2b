using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>The stored traces as JSON.</summary>
internal static class TraceSurface
{
    private const int MostTraces = 200;

    public static async Task<IResult> ListAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var slow = SurfaceJson.Number(query, "slowerThan", 0, 0, int.MaxValue);
        var limit = SurfaceJson.Number(query, "limit", 50, 1, MostTraces);
        if (slow is null || limit is null)
        {
            return Refusal.Invalid($"slowerThan is a number of milliseconds, limit is from 1 to {MostTraces}.").ToResult();
        }

        var wanted = new TraceQuery
        {
            MinimumMilliseconds = (int)slow.Value,
            Limit = (int)limit.Value,
            FailedOnly = query["failed"] == "true",
        };
        return await ShopDoor.Of(http).Window.ReadAsync(reads => reads.Traces(wanted), http.RequestAborted) is { } page
            ? SurfaceJson.WithTimes(page, ShopDoor.Of(http).Clock)
            : ShopSurface.Ended();
    }

    public static async Task<IResult> OneAsync(HttpContext http, string id)
    {
        var found = await ShopDoor.Of(http).Window.ReadAsync(reads => new Found(reads.Trace(id)), http.RequestAborted);
        return found is null ? ShopSurface.Ended()
            : found.Trace is { } trace ? SurfaceJson.WithTimes(trace, ShopDoor.Of(http).Clock)
            : Refusal
                .NotFound(
                    "This trace was not kept: the shop keeps the slow ones, the failed ones and a sample of the rest, and only for a while."
                )
                .ToResult();
    }

    private sealed record Found(ShopTrace? Trace);
}
