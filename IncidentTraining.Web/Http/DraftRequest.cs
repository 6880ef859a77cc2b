using System.Globalization;
using System.Text.Json;
using IncidentTraining.Core.People;

namespace IncidentTraining.Web.Http;

/// <summary>An autosave request: the sender, the version they saw, and the text.</summary>
/// <typeparam name="T">The type of the text.</typeparam>
internal sealed record DraftRequest<T>(Actor Actor, int SeenVersion, T Content)
    where T : class
{
    /// <summary>
    /// Reads the request and answers every malformed one. <c>If-Match</c> carries the version in quotation marks, like an entity tag.
    /// </summary>
    public static async Task<(DraftRequest<T>? Request, IResult? Refused)> ReadAsync(HttpContext http, JsonSerializerOptions json)
    {
        if (ViewerClaims.ActorOf(http.User) is not { } actor)
        {
            return (null, Results.Problem("You are not signed in.", statusCode: StatusCodes.Status401Unauthorized));
        }

        if (!int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return (
                null,
                Results.Problem(
                    "If-Match must contain the version that the text is based on.",
                    statusCode: StatusCodes.Status428PreconditionRequired
                )
            );
        }

        var (content, refused) = await ScriptRequest.ReadAsync<T>(http, json);
        return content is null ? (null, refused) : (new DraftRequest<T>(actor, seen, content), null);
    }

    /// <summary>Returns the response to a draft: 200 after the commit, or 412 with the stored text when another writer was first.</summary>
    /// <param name="saved">Whether it was stored.</param>
    /// <param name="version">The current version; becomes the entity tag.</param>
    /// <param name="answer">The response body.</param>
    /// <param name="json">The serializer options.</param>
    public static IResult Answer(HttpContext http, bool saved, int version, object answer, JsonSerializerOptions json)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(answer, json, statusCode: saved ? StatusCodes.Status200OK : StatusCodes.Status412PreconditionFailed);
    }
}
