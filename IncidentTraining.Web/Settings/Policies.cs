using Microsoft.AspNetCore.Authorization;

namespace IncidentTraining.Web.Settings;

/// <summary>Who may open a page at all. What they may do there is decided inside each use case.</summary>
internal static class Policies
{
    public const string Administrator = "administrator";

    public static AuthorizationPolicy SignedIn { get; } = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
}
