using IncidentTraining.Core.People;

namespace IncidentTraining.Web.Settings;

/// <summary>An OpenID Connect provider with which people sign in.</summary>
/// <param name="Id">The name in the settings, which is part of the addresses registered at the provider.</param>
/// <param name="Name">The provider's display name.</param>
/// <param name="Label">The text of the button.</param>
/// <param name="Authority">The address below which the provider publishes <c>.well-known/openid-configuration</c>.</param>
/// <param name="ClientId">The portal's id at the provider.</param>
internal sealed record SignInProvider(string Id, string Name, string Label, string Authority, string ClientId)
{
    /// <summary>The secret issued by the provider; null for a client that authenticates with PKCE alone.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>The requested scopes, including <c>openid</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The claim with the name that others see.</summary>
    public required string NameClaim { get; init; }

    /// <summary>The claim with the groups; a list or a single text.</summary>
    public required string GroupsClaim { get; init; }

    /// <summary>The roles that groups grant.</summary>
    public IReadOnlyList<GroupRole> Groups { get; init; } = [];

    /// <summary>
    /// The origins to which a form of the portal may redirect: the provider's, and further ones that its sign-in passes through.
    /// </summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>The name of the authentication scheme.</summary>
    public string Scheme => $"provider-{Id}";

    /// <summary>The path to which the provider returns the browser after a sign-in.</summary>
    public string CallbackPath => $"/sign-in/{Id}/callback";

    /// <summary>The path to which the provider returns the browser after a sign-out.</summary>
    public string SignedOutPath => $"/sign-out/{Id}/callback";
}
