using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Http;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace IncidentTraining.Web.Startup;

internal static class SecurityStartup
{
    /// <summary>
    /// Scripts come from the portal alone; styles may be inline because MudBlazor and diagrams position with them.
    /// </summary>
    private const string ContentSecurityPolicy =
        "default-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; " +
        "script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
        "connect-src 'self'; manifest-src 'self'; media-src 'self'";

    public static void AddSecurity(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(cookie =>
        {
            cookie.LoginPath = PeoplePaths.SignIn;
            cookie.ExpireTimeSpan = TimeSpan.FromDays(14);
            cookie.Cookie.Name = "incident-training";
            cookie.Cookie.SameSite = SameSiteMode.Lax;
            cookie.Events.OnValidatePrincipal = ValidateWhenDueAsync;
            cookie.Events.OnRedirectToAccessDenied = denied =>
            {
                // In place, and with its status: the address stays, so that the page can be loaded again once the right is given.
                denied.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        builder.Services.Configure<SecurityStampValidatorOptions>(stamp => stamp.OnRefreshingPrincipal = KeepChosenClass);

        // Whatever forgets to say who may see it is for signed-in people only.
        builder.Services.AddAuthorizationBuilder()
            .SetFallbackPolicy(Policies.SignedIn)
            .AddPolicy(Policies.Administrator, policy => policy.RequireClaim(ViewerClaims.Administrator));
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAntiforgery(options =>
        {
            options.HeaderName = "X-CSRF-TOKEN";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        builder.Services.AddRateLimiter(LimitGuessing);
    }

    public static void UseSecurity(this WebApplication app)
    {
        app.Use(async (context, next) =>
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            await next(context);
        });
        app.UseKeptForms();
        app.Use(RefuseForeignSockets);
        app.UseWhen(TakesSecrets, guessable => guessable.UseRateLimiter());
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(RefuseForgedForms);
    }

    /// <summary>
    /// Identity asks by itself whether a sign-in is due for its check against the database, but only after it has built its
    /// managers and a database context, at every request: half of what a kept page costs. The question is cheap, so it comes first.
    /// </summary>
    private static Task ValidateWhenDueAsync(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var interval = services.GetRequiredService<IOptions<SecurityStampValidatorOptions>>().Value.ValidationInterval;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        return context.Properties.IssuedUtc is { } issued && now - issued <= interval
            ? Task.CompletedTask
            : SecurityStampValidator.ValidatePrincipalAsync(context);
    }

    /// <summary>
    /// Every half hour Identity makes the sign-in anew from the database, which knows nothing of the class that was chosen in this
    /// browser: without this, staff with several classes would work on in another one without noticing.
    /// </summary>
    private static Task KeepChosenClass(SecurityStampRefreshingPrincipalContext refreshing)
    {
        if (refreshing.CurrentPrincipal?.FindFirst(ViewerClaims.ChosenClass) is { } chosen && refreshing.NewPrincipal?.Identity is ClaimsIdentity identity)
        {
            identity.AddClaim(new Claim(chosen.Type, chosen.Value));
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// A browser sends the person's cookie along with a WebSocket that a foreign page opens, and the same-origin
    /// policy does not apply to sockets: the Origin header is the only guard.
    /// </summary>
    private static async Task RefuseForeignSockets(HttpContext context, RequestDelegate next)
    {
        var asksForSocket = context.WebSockets.IsWebSocketRequest
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
    /// A form with a wrong or missing token is refused here for every kind of endpoint: compiled minimal endpoints would read it all the
    /// same and fail with 500.
    /// </summary>
    private static Task RefuseForgedForms(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false })
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    }

    /// <summary>
    /// Slows the guessing of passphrases and codes. A classroom of forty shares one address, so the limit by address is
    /// wide; single accounts are guarded by Identity's lock-out.
    /// </summary>
    private static void LimitGuessing(Microsoft.AspNetCore.RateLimiting.RateLimiterOptions options)
    {
        var window = TimeSpan.FromMinutes(1);
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : window;
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            _ => new FixedWindowRateLimiterOptions { PermitLimit = 200, Window = window }));
    }

    private static bool TakesSecrets(HttpContext context) => HttpMethods.IsPost(context.Request.Method) && PeoplePaths.TakeSecrets(context.Request.Path);
}
