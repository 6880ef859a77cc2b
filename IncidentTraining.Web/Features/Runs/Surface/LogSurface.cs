using System.Globalization;
using System.Text.Json;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>The shop's logs with one JSON object per line.</summary>
internal static class LogSurface
{
    private const int MostLines = 5_000;
    private const int UsualLines = 500;
    private const int LongestSearch = 200;

    /// <summary>More lines than there are in the hour before a run.</summary>
    private const int MostBefore = 1_000_000;

    /// <summary>The header with the position to continue from: pass it as <c>after</c>.</summary>
    public const string CursorHeader = "X-Log-Cursor";

    public static async Task<IResult> ReadAsync(HttpContext http)
    {
        var query = http.Request.Query;
        var after = SurfaceJson.Number(query, "after", 0, -MostBefore, long.MaxValue);
        var limit = SurfaceJson.Number(query, "limit", UsualLines, 1, MostLines);
        var search = query["search"].ToString();
        var level = ShopLogLevel.Info;
        if (
            after is null
            || limit is null
            || search.Length > LongestSearch
            || (
                query["level"].ToString() is { Length: > 0 } named
                && !(Enum.TryParse(named, ignoreCase: true, out level) && Enum.IsDefined(level))
            )
        )
        {
            return Refusal
                .Invalid(
                    $"after is the number of a line, negative in the hour before the run, limit is from 1 to {MostLines}, level is info, warn or error, search has at most {LongestSearch} characters."
                )
                .ToResult();
        }

        var wanted = new ShopLogQuery
        {
            After = after.Value,
            WithPast = after < 0,
            WithFields = true,
            Limit = (int)limit.Value,
            Search = search,
            MinimumLevel = level,
            Service = query["service"].ToString(),
        };
        var door = ShopDoor.Of(http);
        if (await door.Window.ReadAsync(reads => reads.Logs(wanted), http.RequestAborted) is not { } page)
        {
            return ShopSurface.Ended();
        }

        http.Response.Headers[CursorHeader] = page.Cursor.ToString(CultureInfo.InvariantCulture);
        return Results.Text(
            string.Concat(page.Lines.Select(line => JsonSerializer.Serialize(Written(line, door.Clock), SurfaceJson.Options) + "\n")),
            "application/x-ndjson; charset=utf-8"
        );
    }

    /// <summary>A line in the format of the shop's own logger: the time of day, UTC, and the values as fields.</summary>
    private static object Written(ShopLogLine line, ShopClock clock) =>
        new
        {
            line.Sequence,
            Time = SurfaceJson.Time(clock, line.At),
            line.At,
            line.Level,
            line.Service,
            line.Trace,
            line.Message,
            Fields = line.Fields.ToDictionary(field => field.Key, field => field.Value),
        };
}
