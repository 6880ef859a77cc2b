using System.Text.Json;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Runs.Surface;

/// <summary>Actions by POST: the arguments as a form (<c>curl -d percent=10</c>) or as a JSON object.</summary>
internal static class ActionSurface
{
    private const int MostArguments = 20;

    public static async Task<IResult> RunAsync(HttpContext http, string name, ApplyAction apply)
    {
        var arguments = await ReadArgumentsAsync(http);
        if (!arguments.Succeeded)
        {
            return arguments.Refusal.ToResult();
        }

        var shop = ShopDoor.Of(http);
        var outcome = await apply.RunAsync(shop.Actor, new(shop.RunId, name, arguments.Value), CancellationToken.None);
        return outcome.Succeeded
            ? Results.Json(
                new { accepted = true, text = outcome.Value.Text },
                SurfaceJson.Options,
                statusCode: StatusCodes.Status202Accepted
            )
            : outcome.Refusal.ToResult();
    }

    private static async Task<Outcome<IReadOnlyDictionary<string, string>>> ReadArgumentsAsync(HttpContext http)
    {
        try
        {
            var read = http.Request switch
            {
                { HasFormContentType: true } => (await http.Request.ReadFormAsync(http.RequestAborted)).ToDictionary(
                    field => field.Key,
                    field => field.Value.ToString()
                ),
                var request when request.HasJsonContentType() => await ReadJsonAsync(request, http.RequestAborted),
                { ContentLength: null or 0 } => [],
                _ => null,
            };
            return read is null || read.Count > MostArguments
                ? Refusal.Invalid(
                    $"Send the arguments as a form (-d name=value) or as a JSON object of strings and numbers, at most {MostArguments}."
                )
                : Outcome<IReadOnlyDictionary<string, string>>.Done(read);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidDataException)
        {
            return Refusal.Invalid("The arguments cannot be read. Send a form (-d name=value) or a JSON object.");
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refusal.TooLarge("No shop action is that long.");
        }
    }

    private static async Task<Dictionary<string, string>?> ReadJsonAsync(HttpRequest request, CancellationToken ct)
    {
        using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: ct);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var arguments = new Dictionary<string, string>();
        foreach (var field in json.RootElement.EnumerateObject())
        {
            if (field.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
            {
                return null;
            }

            arguments[field.Name] = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.GetRawText();
        }

        return arguments;
    }
}
