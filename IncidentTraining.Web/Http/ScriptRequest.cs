using System.Text.Json;

namespace IncidentTraining.Web.Http;

/// <summary>Reads a script's request and answers every malformed one.</summary>
internal static class ScriptRequest
{
    public static async Task<(T? Content, IResult? Refused)> ReadAsync<T>(HttpContext http, JsonSerializerOptions json)
        where T : class
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, Results.Problem("The request is not JSON.", statusCode: StatusCodes.Status415UnsupportedMediaType));
        }

        try
        {
            return await http.Request.ReadFromJsonAsync<T>(json, http.RequestAborted) is { } content
                ? (content, null)
                : (null, Malformed());
        }
        catch (JsonException)
        {
            return (null, Malformed());
        }
        catch (BadHttpRequestException tooLarge) when (tooLarge.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, Results.Problem("The text greatly exceeds the limit.", statusCode: StatusCodes.Status413PayloadTooLarge));
        }
    }

    public static IResult Malformed() => Results.Problem("The request cannot be read.", statusCode: StatusCodes.Status400BadRequest);
}
