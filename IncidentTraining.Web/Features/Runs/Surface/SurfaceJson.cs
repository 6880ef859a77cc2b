using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>How the surface writes JSON: as tools like it, with virtual times as seconds since the shop's start, and each moment as a time
/// of day beside them.</summary>
internal static class SurfaceJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            // Read by people in a terminal; it is never put into a page as it is.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new SecondsConverter() },
        };

    /// <summary>Fields that are moments of the run, each with the field that tells its time of day.</summary>
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

    /// <summary>A moment as the shop's own logger writes it, UTC.</summary>
    public static string Time(ShopClock clock, TimeSpan at) =>
        clock.Moment(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>An answer with the time of day, UTC, in front of each of its moments.</summary>
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
            // A probe goes from one address to another: those are texts and no moments.
            if (Moments.TryGetValue(name, out var told) && value is JsonValue number && number.GetValueKind() == JsonValueKind.Number)
            {
                fields.Insert(fields.IndexOf(name), told, Time(clock, TimeSpan.FromSeconds(number.GetValue<double>())));
            }
        }
    }

    /// <summary>A query's whole number; null when it is no number in the range, the fallback when it is not there.</summary>
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
