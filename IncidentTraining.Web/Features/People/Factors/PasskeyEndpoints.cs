using System.Text.Json;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Web.Features.People;

/// <summary>The endpoints of the passkey script: a challenge, then the check of the browser's response.</summary>
internal static class PasskeyEndpoints
{
    /// <summary>A person who adds a passkey must prove their identity again.</summary>
    internal sealed record Proof(string? Name, string? Passphrase, string? Code);

    /// <summary>A passkey that the browser has created, as its JSON.</summary>
    internal sealed record Made(string? Challenge, string? Name, string? Credential);

    /// <summary>A browser's answer to a challenge, as its JSON.</summary>
    internal sealed record Shown(string? Challenge, string? Credential, string? ReturnUrl);

    public static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        app.MapPost(PeoplePaths.PasskeyBegin, BeginAsync).ForScripts();
        app.MapPost(PeoplePaths.Passkeys, AddAsync).ForScripts();
        app.MapPost(PeoplePaths.PasskeySignInBegin, BeginSignInAsync).AllowAnonymous().ForScripts();
        app.MapPost(PeoplePaths.PasskeySignIn, SignInAsync).AllowAnonymous().ForScripts();
    }

    private static async Task<IResult> BeginAsync(
        HttpContext http,
        OwnPasskeys own,
        IPasskeyHandler<IdentityUser> handler,
        PasskeyChallenges challenges
    )
    {
        var (proof, malformed) = await ScriptRequest.ReadAsync<Proof>(http, JsonSerializerOptions.Web);
        if (proof is null || ViewerClaims.ActorOf(http.User) is not { } actor)
        {
            return malformed ?? Results.Unauthorized();
        }

        var proved = await own.ProveAsync(actor, proof.Name ?? "", proof.Passphrase ?? "", proof.Code ?? "", http.RequestAborted);
        if (!proved.Succeeded)
        {
            return proved.Refusal.ToResult();
        }

        var entity = new PasskeyUserEntity
        {
            Id = proved.Value.UserId,
            Name = proved.Value.Name,
            DisplayName = proved.Value.Name,
        };
        var made = await handler.MakeCreationOptionsAsync(entity, http);
        return Challenge(challenges.Begin(made.AttestationState ?? "", actor.PersonId), made.CreationOptionsJson);
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        OwnPasskeys own,
        IPasskeyHandler<IdentityUser> handler,
        PasskeyChallenges challenges
    )
    {
        var (made, malformed) = await ScriptRequest.ReadAsync<Made>(http, JsonSerializerOptions.Web);
        if (made is null || ViewerClaims.ActorOf(http.User) is not { } actor)
        {
            return malformed ?? Results.Unauthorized();
        }

        if (challenges.Take(made.Challenge, actor.PersonId) is not { } state)
        {
            return Refusal.Conflict("The time for this passkey has run out. Start again.").ToResult();
        }

        var attested = await handler.PerformAttestationAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = made.Credential ?? "",
                AttestationState = state,
            }
        );
        if (!attested.Succeeded)
        {
            return Refusal.NotAllowed("The browser’s answer is not valid. No passkey was added. Start again.").ToResult();
        }

        var added = await own.AddAsync(actor, made.Name ?? "", attested.Passkey, http.RequestAborted);
        return added.Succeeded ? Results.NoContent() : added.Refusal.ToResult();
    }

    private static async Task<IResult> BeginSignInAsync(
        HttpContext http,
        IPasskeyHandler<IdentityUser> handler,
        PasskeyChallenges challenges
    )
    {
        // For no particular account: the device determines whose passkey it is, so nothing reveals to a visitor which accounts exist.
        var asked = await handler.MakeRequestOptionsAsync(null, http);
        return Challenge(challenges.Begin(asked.AssertionState ?? "", null), asked.RequestOptionsJson);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http,
        IPasskeyHandler<IdentityUser> handler,
        PasskeyChallenges challenges,
        SignIn signIn
    )
    {
        var (shown, malformed) = await ScriptRequest.ReadAsync<Shown>(http, JsonSerializerOptions.Web);
        if (shown is null)
        {
            return malformed!;
        }

        if (challenges.Take(shown.Challenge, null) is not { } state)
        {
            return Refusal.Conflict("The time for the passkey has run out. Try again.").ToResult();
        }

        var asserted = await handler.PerformAssertionAsync(
            new()
            {
                HttpContext = http,
                CredentialJson = shown.Credential ?? "",
                AssertionState = state,
            }
        );
        var outcome = asserted.Succeeded ? await signIn.WithPasskeyAsync(asserted.Passkey) : UsePasskey.NotRecognised;
        return outcome.Succeeded
            ? Results.Json(new { to = PeoplePaths.ClassesOnTheWayTo(PeopleEndpoints.LocalPath(shown.ReturnUrl)) })
            : outcome.Refusal!.ToResult();
    }

    private static IResult Challenge(string id, string options) =>
        Results.Content($"{{\"challenge\":\"{id}\",\"options\":{options}}}", "application/json");
}
