namespace IncidentTraining.Core.People;

/// <summary>A person's data confirmed by a sign-in provider.</summary>
/// <param name="ProviderId">The id of the provider in the settings.</param>
/// <param name="Provider">The provider's display name.</param>
/// <param name="Issuer">The provider's own identifier. Together with the subject it permanently identifies the person.</param>
/// <param name="Subject">The provider's identifier of the person; never the name or the mail address, which can pass to another
/// person.</param>
/// <param name="Name">The name at the provider; may be empty.</param>
/// <param name="Groups">The groups of the person at the provider.</param>
public sealed record ProviderIdentity(
    string ProviderId,
    string Provider,
    string Issuer,
    string Subject,
    string Name,
    IReadOnlyCollection<string> Groups
);

/// <summary>A role that a provider's group grants.</summary>
/// <param name="Group">The group, compared exactly; <see cref="Everyone"/> for everyone whom the provider signs in.</param>
/// <param name="Role">The role in the class; null for the administration of the site.</param>
/// <param name="Class">The id or the name of the class; empty for the administration of the site.</param>
public sealed record GroupRole(string Group, ClassRole? Role, string Class)
{
    /// <summary>The group of everyone whom the provider signs in.</summary>
    public const string Everyone = "*";
}

/// <summary>A successful sign-in through a provider.</summary>
/// <param name="UserId">The id of the account.</param>
/// <param name="Notices">What the person must know before they continue: roles that could not be changed, and why. Usually empty.</param>
public sealed record ProviderEntry(string UserId, IReadOnlyList<string> Notices);
