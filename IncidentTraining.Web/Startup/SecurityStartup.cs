using IncidentTraining.Web.Http;
using IncidentTraining.Web.Paths;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace IncidentTraining.Web.Startup;

internal static class SecurityStartup
{
    /// <summary>
    /// Scripts are allowed only from the portal; inline styles are allowed because MudBlazor and diagrams use them for positioning.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; frame-ancestors 'none'; object-src 'none'; "
        + "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; manifest-src 'self'; media-src 'self'";

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = PeoplePaths.SignIn;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.Cookie.Name = "incident-training";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Events.OnValidatePrincipal = SessionCheck.ValidateAsync;
            cookie.Events.OnRedirectToLogin = SessionCheck.SayThatItEnded(cookie.Events.OnRedirectToLogin);
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                // Rendered in place with its status: the address stays, so that the page can be reloaded once access is granted.
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.OnRefreshingPrincipal = SessionCheck.CarryOverThisBrowser);

        // Endpoints without an explicit policy require a signed-in user.
        builder
            .Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(Policies.SignedIn)
            .AddPolicy(Policies.Administrator, policy => policy.RequireClaim(ViewerClaims.Administrator));
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-CSRF-TOKEN";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(180));
        builder.Services.AddSingleton<GuessingLimit>();
    }

    public static void UseSecurity(this WebApplication app, PortalSettings settings)
    {
        var policy = $"{ContentSecurityPolicy}; form-action {string.Join(' ', FormTargets(settings))}";
        app.Use(
            async (context, next) =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                await next(context);
            }
        );
        // Only on responses over HTTPS, and not for localhost.
        app.UseHsts();
        app.Use(RefuseForeignSockets);
        app.UseWhen(GuessingLimit.Concerns, guessable => guessable.Use(app.Services.GetRequiredService<GuessingLimit>().InvokeAsync));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(RefuseForgedForms);
    }

    /// <summary>
    /// Where the response to a form may redirect: browsers apply the policy to each redirect that follows. The provider's button redirects
    /// there, through the public address if the browser used another one.
    /// </summary>
    private static IEnumerable<string> FormTargets(PortalSettings settings) =>
        settings.Providers.Count == 0
            ? ["'self'"]
            : settings
                .Providers.SelectMany(provider => provider.Origins)
                .Prepend(settings.Public.Link("") ?? "'self'")
                .Prepend("'self'")
                .Distinct();

    /// <summary>
    /// Browsers send the user's cookie with a WebSocket opened by a foreign page, and the same-origin policy does not apply to WebSockets;
    /// the Origin header is the only protection.
    /// </summary>
    private static async Task RefuseForeignSockets(HttpContext context, RequestDelegate next)
    {
        var asksForSocket =
            context.WebSockets.IsWebSocketRequest
            || string.Equals(context.Request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            || context.Request.Headers.ContainsKey(":protocol");
        if (asksForSocket && Origin.IsForeign(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await next(context);
    }

    /// <summary>
    /// Refuses a form with a wrong or missing token for every kind of endpoint; compiled minimal endpoints would read it anyway and fail
    /// with 500.
    /// </summary>
    private static Task RefuseForgedForms(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false } check)
        {
            return next(context);
        }

        // A form that arrived too slowly or not at all is not a forgery: the server reports which, for example 408.
        context.Response.StatusCode = check.Error?.InnerException is BadHttpRequestException unread
            ? unread.StatusCode
            : StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }
}
