using Microsoft.AspNetCore.Authorization;

namespace IncidentTraining.Web.Settings;

/// <summary>Policies for opening pages. Each use case checks what a person can do there.</summary>
internal static class Policies
{
    public const string Administrator = "administrator";

    public static AuthorizationPolicy SignedIn { get; } = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
}
