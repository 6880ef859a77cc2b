using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace IncidentTraining.Tests.Support;

/// <summary>
/// A real OpenID Connect provider (OpenIddict) on a port of its own: discovery, signed tokens, PKCE, client secret, end of session. It
/// signs in the person of <see cref="Subject"/> without asking.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "portal";
    public const string ClientSecret = "a secret of the portal";
    public const string Id = "contoso";

    private readonly WebApplication _app;

    private TestProvider(WebApplication app, Uri address) => (_app, Address) = (app, address);

    public Uri Address { get; }

    /// <summary>The person whom it signs in next.</summary>
    public string Subject { get; set; } = "u-1";

    public string Name { get; set; } = "Mara Quist";

    public string[] Groups { get; set; } = [];

    /// <summary>Whether the person declines.</summary>
    public bool Denies { get; set; }

    /// <summary>When the person last signed in at the provider; null for a provider that does not tell.</summary>
    public DateTimeOffset? SignedInAt { get; set; } = TimeProvider.System.GetUtcNow().AddHours(-1);

    /// <summary>Whether it ignores that the portal asks for a new sign-in.</summary>
    public bool IgnoresPrompt { get; set; }

    /// <summary>The parameters of the last sign-in: <c>prompt</c> and <c>max_age</c>.</summary>
    public (string? Prompt, string? MaxAge) Asked { get; private set; }

    /// <summary>How far the provider's clock is ahead of the portal's; negative for behind.</summary>
    public TimeSpan ClockSkew { get; set; }

    /// <summary>The addresses to which it has sent browsers after a sign-out.</summary>
    public List<string> SignedOut { get; } = [];

    /// <param name="port">The port; of a provider that has stopped, for one that comes back.</param>
    public static async Task<TestProvider> StartAsync(int? port = null)
    {
        var address = new Uri($"http://127.0.0.1:{port ?? FreePort()}/");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        builder.Services.AddAuthentication();
        TestProvider provider = null!;
        builder.Services.AddOpenIddict().AddServer(options => Configure(options, address, () => provider));
        var app = builder.Build();
        app.UseAuthentication();
        provider = new TestProvider(app, address);
        await app.StartAsync();
        return provider;
    }

    /// <summary>The settings of a portal that uses it.</summary>
    /// <param name="groups">Group, role and class of each line of the mapping; no class for an administrator.</param>
    public Dictionary<string, string> Settings(params (string Group, string Role, string? Class)[] groups)
    {
        var prefix = $"SignIn:Providers:{Id}";
        var settings = new Dictionary<string, string>
        {
            [$"{prefix}:Name"] = "Contoso",
            [$"{prefix}:Authority"] = Address.ToString(),
            [$"{prefix}:ClientId"] = ClientId,
            [$"{prefix}:ClientSecret"] = ClientSecret,
            [$"{prefix}:Scopes"] = "profile groups",
        };
        for (var i = 0; i < groups.Length; i++)
        {
            settings[$"{prefix}:Groups:{i}:Group"] = groups[i].Group;
            settings[$"{prefix}:Groups:{i}:Role"] = groups[i].Role;
            if (groups[i].Class is { } cohort)
            {
                settings[$"{prefix}:Groups:{i}:Class"] = cohort;
            }
        }

        return settings;
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Configure(OpenIddictServerBuilder options, Uri address, Func<TestProvider> provider)
    {
        options.EnableDegradedMode();
        options
            .SetIssuer(address)
            .SetAuthorizationEndpointUris("authorize")
            .SetTokenEndpointUris("token")
            .SetUserInfoEndpointUris("userinfo")
            .SetEndSessionEndpointUris("logout");
        options.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        options.RegisterScopes(Scopes.OpenId, Scopes.Profile, "groups");
        options.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        options.UseAspNetCore().DisableTransportSecurityRequirement();
        options.AddEventHandler<ValidateAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (
                    context.ClientId != ClientId
                    || context.RedirectUri?.EndsWith($"/sign-in/{Id}/callback", StringComparison.Ordinal) is not true
                )
                {
                    context.Reject(Errors.InvalidClient, "The client or its redirect address is not registered.");
                }

                return default;
            })
        );
        options.AddEventHandler<ValidateTokenRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                {
                    context.Reject(Errors.InvalidClient, "The secret is wrong.");
                }

                return default;
            })
        );
        options.AddEventHandler<ValidateEndSessionRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (
                    context.ClientId != ClientId
                    || context.PostLogoutRedirectUri?.EndsWith($"/sign-out/{Id}/callback", StringComparison.Ordinal) is not true
                )
                {
                    context.Reject(Errors.InvalidRequest, "The client or its redirect address is not registered.");
                }

                return default;
            })
        );
        options.AddEventHandler<HandleAuthorizationRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                if (provider().Denies)
                {
                    context.Reject(Errors.AccessDenied, "The person has declined.");
                    return default;
                }

                provider().Ask(context.Request);
                context.SignIn(provider().PrincipalFor(context.Request));
                return default;
            })
        );
        options.AddEventHandler<HandleEndSessionRequestContext>(handler =>
            handler.UseInlineHandler(context =>
            {
                provider().SignedOut.Add(context.Request.PostLogoutRedirectUri!);
                context.SignOut();
                return default;
            })
        );
        options.AddEventHandler<ProcessSignInContext>(handler =>
            handler
                .UseInlineHandler(context =>
                {
                    if (context.IdentityTokenPrincipal is { } token && provider().ClockSkew is var skew && skew != TimeSpan.Zero)
                    {
                        token.SetCreationDate(token.GetCreationDate() + skew);
                        token.SetExpirationDate(token.GetExpirationDate() + skew);
                    }

                    return default;
                })
                .SetOrder(OpenIddictServerHandlers.PrepareIdentityTokenPrincipal.Descriptor.Order + 1)
        );
    }

    private void Ask(OpenIddictRequest request)
    {
        Asked = ((string?)request.GetParameter(Parameters.Prompt), (string?)request.GetParameter(Parameters.MaxAge));
        if (Asked.Prompt == "login" && !IgnoresPrompt)
        {
            SignedInAt = TimeProvider.System.GetUtcNow();
        }
    }

    private ClaimsPrincipal PrincipalFor(OpenIddictRequest request)
    {
        var identity = new ClaimsIdentity("test", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, Subject).SetClaim(Claims.Name, Name).SetClaims("groups", [.. Groups]);
        if (SignedInAt is { } at)
        {
            identity.SetClaim(Claims.AuthenticationTime, at.ToUnixTimeSeconds());
        }

        identity.SetDestinations(_ => [Destinations.IdentityToken]);
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(request.GetScopes());
        return principal;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
