using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentTraining.Core.Runs;

/// <summary>Writes and reads what an entry's kind says in figures and ids.</summary>
internal static class EventDetails
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public static string? Write(object? details) => details is null ? null : JsonSerializer.Serialize(details, details.GetType(), Json);

    /// <summary>The details of an entry that was written with them.</summary>
    public static T Read<T>(TimelineEntry entry) => Read<T>(entry.Details!);

    /// <summary>The details as they are stored.</summary>
    public static T Read<T>(string details) => JsonSerializer.Deserialize<T>(details, Json)!;
}
