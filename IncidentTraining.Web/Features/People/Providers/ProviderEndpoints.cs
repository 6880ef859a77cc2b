using System.Globalization;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IncidentTraining.Web.Features.People;

/// <summary>
/// The redirect to a provider and back. Each form carries its antiforgery token; the provider's response carries the state of the browser
/// that began.
/// </summary>
internal static class ProviderEndpoints
{
    private const string ConnectItem = "connect";
    private const string ProveItem = "prove";
    private const string BegunItem = "begun";

    public static void MapProviders(this IEndpointRouteBuilder app)
    {
        app.MapPost(PeoplePaths.ProviderSignIn, BeginAsync).AllowAnonymous();
        app.MapGet(PeoplePaths.ProviderDone, FinishAsync).AllowAnonymous();
        app.MapPost(PeoplePaths.ProviderSignOut, ([FromForm] string provider, ProviderDirectory providers) =>
                providers.Find(provider) is { } known
                    ? Results.SignOut(new AuthenticationProperties { RedirectUri = PeoplePaths.SignIn }, [known.Scheme])
                    : Results.NotFound()
            )
            .AllowAnonymous();
        app.MapPost(PeoplePaths.ConnectBegin, ConnectAsync);
        app.MapPost(PeoplePaths.Prove, ProveAsync);
    }

    private static async Task<IResult> BeginAsync(
        [FromForm] string provider,
        [FromForm] string? returnTo,
        HttpContext context,
        ProviderDirectory providers,
        ProviderMessages messages,
        PublicAddress address
    )
    {
        if (providers.Find(provider) is not { } known)
        {
            return Results.NotFound();
        }

        return await ChallengeAsync(
            known,
            ProviderDirectory.PropertiesOf(known, DonePath(returnTo)),
            context,
            providers,
            messages,
            address
        );
    }

    private static async Task<IResult> ConnectAsync(
        [FromForm] string provider,
        [FromForm] string? passphrase,
        HttpContext context,
        ProviderDirectory providers,
        ProviderMessages messages,
        PublicAddress address,
        OwnProof proof
    )
    {
        if (providers.Find(provider) is not { } known || ViewerClaims.ActorOf(context.User) is not { SessionId: { } session } actor)
        {
            return Results.NotFound();
        }

        if (await proof.RequireAsync(actor, passphrase ?? "", context.RequestAborted) is { Succeeded: false } refused)
        {
            return Results.LocalRedirect(messages.PathOf(NotConnected(refused.Refusal)));
        }

        var properties = ProviderDirectory.PropertiesOf(known, DonePath(null));
        properties.Items[ConnectItem] = session.ToString();
        return await ChallengeAsync(known, properties, context, providers, messages, address);
    }

    private static async Task<IResult> ProveAsync(
        [FromForm] string provider,
        HttpContext context,
        ProviderDirectory providers,
        ProviderMessages messages,
        PublicAddress address,
        TimeProvider time
    )
    {
        if (providers.Find(provider) is not { } known || ViewerClaims.ActorOf(context.User) is not { SessionId: { } session })
        {
            return Results.NotFound();
        }

        var properties = ProviderDirectory.PropertiesOf(known, DonePath(null));
        (properties.Items[ProveItem], properties.Items[BegunItem]) = (
            session.ToString(),
            time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)
        );
        // Two parameters, because providers support one or the other.
        properties.SetParameter(OpenIdConnectChallengeProperties.PromptKey, OpenIdConnectPrompt.Login);
        properties.SetParameter<TimeSpan?>(OpenIdConnectChallengeProperties.MaxAgeKey, TimeSpan.Zero);
        return await ChallengeAsync(known, properties, context, providers, messages, address);
    }

    /// <summary>Sends the browser to the provider.</summary>
    private static async Task<IResult> ChallengeAsync(
        SignInProvider provider,
        AuthenticationProperties properties,
        HttpContext context,
        ProviderDirectory providers,
        ProviderMessages messages,
        PublicAddress address
    )
    {
        // The provider returns to the public address, which does not have the cookies of this one.
        if (address.Link(PeoplePaths.SignIn) is { } atPublicAddress && !address.IsHostOf(context.Request))
        {
            return Results.Redirect(atPublicAddress);
        }

        return await providers.IsReachableAsync(provider, context.RequestAborted)
            ? Results.Challenge(properties, [provider.Scheme])
            : Results.LocalRedirect(messages.PathOf(ProviderFailures.Unreachable(provider)));
    }

    private static async Task<IResult> FinishAsync(
        string? returnTo,
        HttpContext context,
        ProviderDirectory providers,
        ProviderMessages messages,
        SignIn signIn,
        ConnectProvider connect,
        ProveWithProvider prove
    )
    {
        var result = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        await context.SignOutAsync(IdentityConstants.ExternalScheme);
        if (providers.IdentityOf(result) is not ({ } provider, { } who))
        {
            return Results.LocalRedirect(messages.PathOf(ProviderFailures.StateLost(null)));
        }

        if (result.Properties!.Items.TryGetValue(ConnectItem, out var session))
        {
            return Results.LocalRedirect(messages.PathOf(await ConnectedAsync(session, who, context, connect)));
        }

        if (result.Properties.Items.TryGetValue(ProveItem, out var proving))
        {
            return Results.LocalRedirect(messages.PathOf(await ProvedAsync(proving, result, who, context, prove)));
        }

        var next = PeopleEndpoints.LocalPath(returnTo) ?? "/";
        var entry = await signIn.WithProviderAsync(who, provider.Groups);
        if (!entry.Succeeded)
        {
            return Results.LocalRedirect(
                messages.PathOf(new ProviderMessage("You are not signed in", [entry.Refusal.Message], StatusOf(entry.Refusal)))
            );
        }

        var (step, notices) = entry.Value;
        var path = notices is []
            ? next
            : messages.PathOf(new ProviderMessage("You are signed in", notices, StatusCodes.Status200OK, next, "Continue"));
        return Results.LocalRedirect(step is SignInStep.SecondFactor ? PeoplePaths.SecondFactorOnTheWayTo(path) : path);
    }

    private static async Task<ProviderMessage> ConnectedAsync(
        string? session,
        ProviderIdentity who,
        HttpContext context,
        ConnectProvider connect
    )
    {
        // Only the session that gave the proof: another person may have signed in with this browser since.
        if (ViewerClaims.ActorOf(context.User) is not { SessionId: { } present } actor || present.ToString() != session)
        {
            return NotConnected(Refusal.Conflict("You signed out in the meantime. Sign in and start again."));
        }

        var outcome = await connect.RunAsync(actor, who, context.RequestAborted);
        return outcome.Succeeded
            ? new ProviderMessage(
                "Your account is connected",
                [$"From now on you can also sign in with {who.Provider}. When you do, your roles follow your groups at {who.Provider}."],
                StatusCodes.Status200OK,
                PeoplePaths.Account,
                "Go to your account"
            )
            : NotConnected(outcome.Refusal);
    }

    private static async Task<ProviderMessage> ProvedAsync(
        string? session,
        AuthenticateResult result,
        ProviderIdentity who,
        HttpContext context,
        ProveWithProvider prove
    )
    {
        if (ViewerClaims.ActorOf(context.User) is not { SessionId: { } present } actor || present.ToString() != session)
        {
            return NotConfirmed(Refusal.Conflict("You signed out in the meantime. Sign in and start again."));
        }

        DateTimeOffset? signedInAt = Moment(result.Principal?.FindFirst(ProviderDirectory.SignedInAtClaim)?.Value);
        var outcome = await prove.RunAsync(
            actor,
            who,
            signedInAt,
            Moment(result.Properties!.Items[BegunItem])!.Value,
            context.RequestAborted
        );
        return outcome.Succeeded
            ? new ProviderMessage(
                "Your identity is confirmed",
                [$"For the next {OwnProof.Fresh.TotalMinutes:0} minutes you can change how you sign in."],
                StatusCodes.Status200OK,
                PeoplePaths.Account,
                "Go to your account"
            )
            : NotConfirmed(outcome.Refusal);
    }

    private static DateTimeOffset? Moment(string? seconds) =>
        long.TryParse(seconds, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= int.MaxValue * 100L
            ? DateTimeOffset.FromUnixTimeSeconds(number)
            : null;

    private static ProviderMessage NotConfirmed(Refusal refusal) =>
        new("Your identity was not confirmed", [refusal.Message], StatusOf(refusal), PeoplePaths.Connections, "Go back");

    private static ProviderMessage NotConnected(Refusal refusal) =>
        new("Your account was not connected", [refusal.Message], StatusOf(refusal), PeoplePaths.Connections, "Go back")
        {
            RetryAfter = refusal.RetryAfter is { } wait ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : null,
        };

    private static int StatusOf(Refusal refusal) =>
        refusal.Kind switch
        {
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            RefusalKind.TooMany => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status403Forbidden,
        };

    private static string DonePath(string? returnTo) =>
        PeopleEndpoints.LocalPath(returnTo) is { } path
            ? $"{PeoplePaths.ProviderDone}?returnTo={Uri.EscapeDataString(path)}"
            : PeoplePaths.ProviderDone;
}
