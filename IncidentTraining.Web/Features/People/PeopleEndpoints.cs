using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Components.Layout;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Mvc;

namespace IncidentTraining.Web.Features.People;

/// <summary>The forms of the room that are not pages: each one's antiforgery token is checked because it reads a form.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeopleEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapPost(PeoplePaths.SignOut, async ([FromForm] string? returnTo, SignIn signIn) =>
        {
            var provider = await signIn.OutAsync();
            return Results.LocalRedirect(
                provider is null ? LocalPath(returnTo) ?? PeoplePaths.SignIn : PeoplePaths.SignedOutFrom(provider)
            );
        });
        app.MapPost(PeoplePaths.DemonstrationSignIn, DemonstrationSignInAsync).AllowAnonymous();
        app.MapGet($"{PeoplePaths.Demonstration}/{{key}}", (string key, HttpContext context, DemonstrationDoor door) =>
                door.Enter(key, context)
            )
            .AllowAnonymous();
        app.MapPost(PeoplePaths.ChooseClass, ChooseClassAsync);
        app.MapPost(PeoplePaths.Theme, ([FromForm] string theme, [FromForm] string? returnTo, HttpContext context) =>
            {
                Theme.Remember(context, theme);
                return Results.LocalRedirect(LocalPath(returnTo) ?? "/");
            })
            .AllowAnonymous();
        app.MapGet("/join/{code}/qr.svg", JoinQr).AllowAnonymous();
        app.MapPeopleFiles();
        app.MapStrength();
        app.MapPasskeys();
    }

    /// <summary>A path on this site to return to; null for anything that could lead elsewhere.</summary>
    public static string? LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : null;

    private static async Task<IResult> DemonstrationSignInAsync(
        [FromForm] string userName,
        HttpContext context,
        DemonstrationDoor door,
        SignIn signIn
    )
    {
        if (!door.IsOpenTo(context) || DemonstrationClass.People.All(p => p.UserName != userName))
        {
            return Results.NotFound();
        }

        var step = await signIn.WithDemonstrationAsync(userName);
        return !step.Succeeded
            ? Results.NotFound()
            : Results.LocalRedirect(step.Value is SignInStep.SecondFactor ? PeoplePaths.SecondFactorOnTheWayTo("/") : "/");
    }

    /// <summary>
    /// Whether the request comes from this machine under a local host name. A proxy on the same machine also connects from loopback, but
    /// adds forwarding headers, uses HTTP/1.0, which no browser does, or passes on the browser's own host in the Origin header. A foreign
    /// name that resolves to loopback is a DNS rebinding attack. A proxy that is configured to hide all this cannot be distinguished from a
    /// browser on this machine: the result must not guard anything outside Development. An in-process test host has no address at all.
    /// </summary>
    public static bool IsFromThisMachine(HttpContext context)
    {
        var request = context.Request;
        var named = request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host, out var host) && IPAddress.IsLoopback(host));
        return named
            && !Forwarding.WasForwarded(request)
            && !HttpProtocol.IsHttp10(request.Protocol)
            && !Origin.IsForeign(request)
            && (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address));
    }

    private static async Task<IResult> ChooseClassAsync(
        [FromForm] Guid cohortId,
        [FromForm] string? returnTo,
        HttpContext context,
        MyClasses myClasses,
        SignIn signIn
    )
    {
        if (
            ViewerClaims.ActorOf(context.User) is not { } actor
            || (await myClasses.RunAsync(actor, context.RequestAborted)).All(c => c.CohortId != cohortId)
        )
        {
            return Results.NotFound();
        }

        await signIn.ChooseClassAsync(context.User, cohortId);
        return Results.LocalRedirect(LocalPath(returnTo) ?? "/");
    }

    /// <summary>The join address as a QR code. It contains only the public address and what the reader sent, so it needs no
    /// sign-in.</summary>
    private static IResult JoinQr(string code, PublicAddress @public)
    {
        if (JoinCode.Parse(code) is not { } joinCode || @public.Link($"{PeoplePaths.Join}?code={joinCode}") is not { } address)
        {
            return Results.NotFound();
        }

        return Results.Content(QrImages.Svg(address, module: 8), "image/svg+xml");
    }
}
