using System.Globalization;
using System.Text.Json;
using IncidentTraining.Core.People;

namespace IncidentTraining.Web.Http;

/// <summary>A request of the autosave agreement: who sends it, which version they saw, and what they wrote.</summary>
/// <typeparam name="T">What is written.</typeparam>
internal sealed record DraftRequest<T>(Actor Actor, int SeenVersion, T Content) where T : class
{
    /// <summary>
    /// Reads the request; every way in which it can be malformed has its answer. <c>If-Match</c> carries the version in
    /// quotation marks, as an entity tag does.
    /// </summary>
    public static async Task<(DraftRequest<T>? Request, IResult? Refused)> ReadAsync(HttpContext http, JsonSerializerOptions json)
    {
        if (ViewerClaims.ActorOf(http.User) is not { } actor)
        {
            return (null, Results.Problem("You are not signed in.", statusCode: StatusCodes.Status401Unauthorized));
        }

        if (!int.TryParse(http.Request.Headers.IfMatch.ToString().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
        {
            return (null, Results.Problem("If-Match must carry the version that the text began from.", statusCode: StatusCodes.Status428PreconditionRequired));
        }

        var (content, refused) = await ScriptRequest.ReadAsync<T>(http, json);
        return content is null ? (null, refused) : (new DraftRequest<T>(actor, seen, content), null);
    }

    /// <summary>The answer to a draft: 200 after the commit, or 412 with what is stored when somebody was first.</summary>
    /// <param name="http">The request.</param>
    /// <param name="saved">Whether it is stored.</param>
    /// <param name="version">The version now; it becomes the entity tag.</param>
    /// <param name="answer">What the script needs to know.</param>
    /// <param name="json">How it is written.</param>
    public static IResult Answer(HttpContext http, bool saved, int version, object answer, JsonSerializerOptions json)
    {
        http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(answer, json, statusCode: saved ? StatusCodes.Status200OK : StatusCodes.Status412PreconditionFailed);
    }
}
