using IncidentTraining.Web.Features.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;

namespace IncidentTraining.Web.Http;

/// <summary>
/// Tells the browser that a plain form was accepted, so that it can delete its stored draft (see <c>js/form-drafts.js</c>). An accepted
/// form is answered with a redirect to another page; a refused form is shown again; a signed-out user is redirected without the form being
/// accepted.
/// </summary>
internal static class FormDrafts
{
    /// <summary>The form field with the draft's id.</summary>
    public const string Field = "_draft";

    /// <summary>The prefix of the cookie's name; the draft's id follows.</summary>
    public const string Taken = "taken-";

    private const int LengthOfId = 16;

    public static void UseFormDrafts(this WebApplication app) =>
        app.Use(
            (context, next) =>
            {
                if (HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType)
                {
                    context.Response.OnStarting(Acknowledge, context);
                }

                return next(context);
            }
        );

    private static Task Acknowledge(object state)
    {
        var context = (HttpContext)state;
        // A form with a rejected token must not be read and was not accepted. For other forms, uses only what the endpoint itself has read:
        // the response must not wait for a body.
        if (
            context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }
            && WasTaken(context.Response, context.User.Identity?.IsAuthenticated is true)
            && context.Features.Get<IFormFeature>()?.Form?[Field].ToString() is { Length: LengthOfId } id
            && id.All(char.IsAsciiHexDigitLower)
        )
        {
            context.Response.Cookies.Append(
                Taken + id,
                "1",
                new CookieOptions
                {
                    MaxAge = TimeSpan.FromDays(1),
                    SameSite = SameSiteMode.Lax,
                    Secure = context.Request.IsHttps,
                }
            );
        }

        return Task.CompletedTask;
    }

    private static bool WasTaken(HttpResponse response, bool isSignedIn) =>
        isSignedIn
        && response.StatusCode is StatusCodes.Status302Found or StatusCodes.Status303SeeOther
        && !PathOf(response).StartsWith(PeoplePaths.SignIn, StringComparison.Ordinal);

    private static string PathOf(HttpResponse response) =>
        Uri.TryCreate(response.Headers.Location.ToString(), UriKind.Absolute, out var whole)
            ? whole.AbsolutePath
            : response.Headers.Location.ToString();
}
