using System.Text.Json;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// Returns how hard a typed passphrase is to guess. The text is not stored, not logged and not in the response. Classes and people are not
/// looked up by a code here, because the response would reveal whether a guessed code exists: their names count as known words when the
/// form is sent.
/// </summary>
internal static class StrengthEndpoint
{
    // A passphrase of the maximum length with every character escaped, and a name.
    private const int LargestRequest = 4 * 1024;

    /// <summary>A passphrase with a rejected length is rated as well; a name is not.</summary>
    internal sealed record Typed(string? Passphrase, string? Name);

    /// <summary>The grade from 0 to 3, and its explanation.</summary>
    internal sealed record Told(int Level, string Words);

    public static void MapStrength(this IEndpointRouteBuilder app) =>
        app.MapPost(PeoplePaths.Strength, JudgeAsync)
            .AllowAnonymous()
            .ForScripts()
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestRequest));

    private static async Task<IResult> JudgeAsync(HttpContext http, NewPassphrases passphrases)
    {
        var (typed, refused) = await ScriptRequest.ReadAsync<Typed>(http, JsonSerializerOptions.Web);
        if (typed is null)
        {
            return refused!;
        }

        var owner = new PassphraseOwner
        {
            Name = typed.Name is { Length: <= PersonName.MaxLength } name ? name : null,
            PersonId = ViewerClaims.ActorOf(http.User)?.PersonId,
        };
        var strength = await passphrases.JudgeAsync(typed.Passphrase ?? "", owner, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return Results.Json(new Told((int)strength.Grade, strength.Words));
    }
}
