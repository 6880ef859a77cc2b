using IncidentTraining.Web.Features.People;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IncidentTraining.Web.Startup;

/// <summary>Sign-in by OpenID Connect: the authorization code flow with PKCE, one scheme for each provider of the settings.</summary>
internal static class ProvidersStartup
{
    public static void AddSignInProviders(this WebApplicationBuilder builder, PortalSettings settings)
    {
        builder.Services.AddSingleton<ProviderDirectory>();
        builder.Services.AddSingleton<ProviderMessages>();
        var authentication = builder.Services.AddAuthentication();
        foreach (var provider in settings.Providers)
        {
            authentication.AddOpenIdConnect(provider.Scheme, provider.Label, options => Configure(options, provider, settings.Public));
        }
    }

    private static void Configure(OpenIdConnectOptions options, SignInProvider provider, PublicAddress address)
    {
        (options.Authority, options.ClientId, options.ClientSecret) = (provider.Authority, provider.ClientId, provider.ClientSecret);
        (options.CallbackPath, options.SignedOutCallbackPath, options.RemoteSignOutPath) = (
            provider.CallbackPath,
            provider.SignedOutPath,
            PathString.Empty
        );
        options.RequireHttpsMetadata = provider.Authority.StartsWith("https:", StringComparison.OrdinalIgnoreCase);
        options.BackchannelTimeout = TimeSpan.FromSeconds(30);
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The response comes as a link, not as a form of the provider: cookies sent with a cross-site form need SameSite=None, which needs
        // HTTPS.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, CookieSecurePolicy.SameAsRequest);
        }

        options.Scope.Clear();
        foreach (var scope in provider.Scopes)
        {
            options.Scope.Add(scope);
        }

        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = true;
        options.ClaimActions.Remove(ProviderDirectory.IssuerClaim);
        options.ClaimActions.Remove(ProviderDirectory.SignedInAtClaim);
        options.ClaimActions.MapJsonKey(provider.NameClaim, provider.NameClaim);
        options.ClaimActions.MapJsonKey(provider.GroupsClaim, provider.GroupsClaim);
        options.Events = new OpenIdConnectEvents
        {
            OnRedirectToIdentityProvider = redirect =>
            {
                redirect.ProtocolMessage.RedirectUri = address.Link(provider.CallbackPath) ?? redirect.ProtocolMessage.RedirectUri;
                return Task.CompletedTask;
            },
            OnRedirectToIdentityProviderForSignOut = redirect =>
            {
                // Instead of the identity token, which the portal does not store.
                redirect.ProtocolMessage.ClientId = provider.ClientId;
                redirect.ProtocolMessage.PostLogoutRedirectUri = address.Link(provider.SignedOutPath)
                    ?? redirect.ProtocolMessage.PostLogoutRedirectUri;
                return Task.CompletedTask;
            },
            OnAccessDenied = denied =>
            {
                denied.HandleResponse();
                ProviderFailures.Denied(denied.HttpContext, provider);
                return Task.CompletedTask;
            },
            OnRemoteFailure = failed =>
            {
                failed.HandleResponse();
                ProviderFailures.Failed(failed.HttpContext, provider, failed.Failure);
                return Task.CompletedTask;
            },
        };
    }
}
