using System.Text.Json;
using System.Text.Json.Serialization;

namespace IncidentTraining.Core.Runs;

/// <summary>Writes and reads the figures and ids of an entry's kind.</summary>
internal static class EventDetails
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    public static string? Write(object? details) => details is null ? null : JsonSerializer.Serialize(details, details.GetType(), Json);

    /// <summary>The details with which an entry was written.</summary>
    public static T Read<T>(TimelineEntry entry) => Read<T>(entry.Details!);

    /// <summary>The details in their stored form.</summary>
    public static T Read<T>(string details) => JsonSerializer.Deserialize<T>(details, Json)!;
}
