using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>
/// The surface's JSON format: conventional for tools, with virtual times as seconds since the shop's start, and next to each moment its
/// time of day.
/// </summary>
internal static class SurfaceJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            // Read by people in a terminal; it is never embedded in a page unencoded.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new SecondsConverter() },
        };

    /// <summary>Fields that are moments of the run, each with the field for its time of day.</summary>
    internal static IReadOnlyDictionary<string, string> Moments { get; } =
        new Dictionary<string, string>
        {
            ["at"] = "time",
            ["since"] = "sinceTime",
            ["from"] = "fromTime",
            ["to"] = "toTime",
            ["updatedAt"] = "updatedTime",
            ["seenAt"] = "seenTime",
            ["enqueuedAt"] = "enqueuedTime",
        };

    /// <summary>A moment in the format of the shop's own logger, UTC.</summary>
    public static string Time(ShopClock clock, TimeSpan at) =>
        clock.Moment(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A response with the time of day, UTC, before each of its moments.</summary>
    public static IResult WithTimes<T>(T found, ShopClock clock)
    {
        var json = JsonSerializer.SerializeToNode(found, Options);
        AddTimes(json, clock);
        return Results.Json(json, Options);
    }

    private static void AddTimes(JsonNode? node, ShopClock clock)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                AddTimes(item, clock);
            }
        }

        if (node is not JsonObject fields)
        {
            return;
        }

        foreach (var (name, value) in fields.ToList())
        {
            AddTimes(value, clock);
            // In a probe, from and to are addresses: texts, not moments.
            if (Moments.TryGetValue(name, out var told) && value is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
            {
                fields.Insert(fields.IndexOf(name), told, Time(clock, TimeSpan.FromSeconds(number.GetValue<double>())));
            }
        }
    }

    /// <summary>A query's integer; null when it is not a number within the range, the fallback when it is missing.</summary>
    public static long? Number(IQueryCollection query, string name, long fallback, long least, long most) =>
        query[name].ToString() is not { Length: > 0 } text ? fallback
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
        : null;

    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        public override TimeSpan Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            TimeSpan.FromSeconds(reader.GetDouble());

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.TotalSeconds);
    }
}
