using System.Net;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Components.Layout;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Mvc;
using QRCoder;

namespace IncidentTraining.Web.Features.People;

/// <summary>The forms of the room that are no pages: each checks its antiforgery token because it reads a form.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeopleEndpoints(this IEndpointRouteBuilder app)
    {
        app.MapPost(PeoplePaths.SignOut, async ([FromForm] string? returnTo, SignIn signIn) =>
        {
            await signIn.OutAsync();
            return Results.LocalRedirect(LocalPath(returnTo) ?? PeoplePaths.SignIn);
        });
        app.MapPost(PeoplePaths.DemonstrationSignIn, DemonstrationSignInAsync).AllowAnonymous();
        app.MapPost(PeoplePaths.ChooseClass, ChooseClassAsync);
        app.MapPost(PeoplePaths.Theme, ([FromForm] string theme, [FromForm] string? returnTo, HttpContext context) =>
        {
            Theme.Remember(context, theme);
            return Results.LocalRedirect(LocalPath(returnTo) ?? "/");
        }).AllowAnonymous();
        app.MapGet("/join/{code}/qr.svg", JoinQr).AllowAnonymous();
        app.MapPeopleFiles();
        app.MapStrength();
        app.MapPasskeys();
    }

    /// <summary>A path on this site to go back to; null for anything that could lead elsewhere.</summary>
    public static string? LocalPath(string? path) =>
        path is ['/', ..] and not ['/', '/' or '\\', ..] && !path.Any(char.IsControl) ? path : null;

    private static async Task<IResult> DemonstrationSignInAsync(
        [FromForm] string userName, HttpContext context, PortalSettings settings, SignIn signIn)
    {
        // No passphrase is asked, so only someone at this very machine may do it.
        if (!settings.Demonstration || !IsFromThisMachine(context) || DemonstrationClass.People.All(p => p.UserName != userName))
        {
            return Results.NotFound();
        }

        await signIn.AsNewAsync(userName);
        return Results.LocalRedirect("/");
    }

    /// <summary>
    /// Whether the request comes from this machine by its own name. A proxy on the same machine also connects from
    /// loopback, but says that it forwards, speaks HTTP/1.0 as no browser does, or leaves the browser's own word for the
    /// site in the Origin header. A foreign name that resolves to loopback is an attack by DNS.
    /// An in-process test host has no address at all.
    /// </summary>
    public static bool IsFromThisMachine(HttpContext context)
    {
        var request = context.Request;
        var named = request.Host.Host is "localhost" || (IPAddress.TryParse(request.Host.Host, out var host) && IPAddress.IsLoopback(host));
        return named && !Forwarding.WasForwarded(request) && !HttpProtocol.IsHttp10(request.Protocol) && !Origin.IsForeign(request)
            && (context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address));
    }

    private static async Task<IResult> ChooseClassAsync([FromForm] Guid cohortId, [FromForm] string? returnTo, HttpContext context, MyClasses myClasses, SignIn signIn)
    {
        if (ViewerClaims.ActorOf(context.User) is not { } actor
            || (await myClasses.RunAsync(actor, context.RequestAborted)).All(c => c.CohortId != cohortId))
        {
            return Results.NotFound();
        }

        await signIn.ChooseClassAsync(context.User, cohortId);
        return Results.LocalRedirect(LocalPath(returnTo) ?? "/");
    }

    /// <summary>The join address as a QR code. It holds nothing that the reader did not send, so it needs no sign-in.</summary>
    private static IResult JoinQr(string code, HttpContext context)
    {
        if (JoinCode.Parse(code) is not { } joinCode)
        {
            return Results.NotFound();
        }

        var address = $"{context.Request.Scheme}://{context.Request.Host}{PeoplePaths.Join}?code={joinCode}";
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        using var qr = new SvgQRCode(data);
        return Results.Content(qr.GetGraphic(8, "#000000", "#ffffff", drawQuietZones: true), "image/svg+xml");
    }
}
