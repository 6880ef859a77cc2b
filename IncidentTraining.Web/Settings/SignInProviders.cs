using System.Text.RegularExpressions;
using IncidentTraining.Core.People;

namespace IncidentTraining.Web.Settings;

/// <summary>Reads the OpenID Connect providers, and reports what would fail at the first sign-in.</summary>
internal static partial class SignInProviders
{
    private const string Administrator = "Administrator";

    private static readonly string[] Names =
    [
        "Name",
        "Label",
        "Authority",
        "ClientId",
        "ClientSecret",
        "Scopes",
        "NameClaim",
        "GroupsClaim",
        "Groups",
        "Redirects",
    ];
    private static readonly string[] GroupNames = ["Group", "Role", "Class"];

    /// <summary>Reads all providers in the order of the settings.</summary>
    public static IReadOnlyList<SignInProvider> Read(IConfiguration configuration, List<string> problems) =>
        [.. configuration.GetSection(KnownSettings.SignInProviders).GetChildren().Select(section => Read(section, problems))];

    private static SignInProvider Read(IConfigurationSection section, List<string> problems)
    {
        var id = section.Key.ToLowerInvariant();
        if (!Id().IsMatch(id))
        {
            problems.Add(
                $"{section.Path}: '{section.Key}' cannot be the name of a provider. Use up to 30 letters, digits and dashes, for example entra."
            );
        }

        problems.AddRange(Unknown(section, Names));
        var (authority, client) = (section["Authority"] ?? "", section["ClientId"] ?? "");
        if (OriginOf(authority) is not { } origin)
        {
            problems.Add(
                $"{section.Path}:Authority: '{authority}' is not the address of a provider. Use an https address, for example https://login.example/realms/training."
            );
            origin = "";
        }

        if (client.Length == 0)
        {
            problems.Add($"{section.Path}:ClientId: it is missing. Use the id under which the portal is registered at the provider.");
        }

        var name = Text(section, "Name", section.Key);
        return new SignInProvider(id, name, Text(section, "Label", $"Sign in with {name}"), authority, client)
        {
            ClientSecret = section["ClientSecret"] is { Length: > 0 } secret ? secret : null,
            Scopes = [.. Words(section.GetSection("Scopes")).DefaultIfEmpty("profile").Prepend("openid").Distinct()],
            NameClaim = Text(section, "NameClaim", "name"),
            GroupsClaim = Text(section, "GroupsClaim", "groups"),
            Groups = Groups(section.GetSection("Groups"), problems),
            Origins = [origin, .. Redirects(section.GetSection("Redirects"), problems)],
        };
    }

    private static List<GroupRole> Groups(IConfigurationSection section, List<string> problems)
    {
        var groups = new List<GroupRole>();
        foreach (var entry in section.GetChildren())
        {
            problems.AddRange(Unknown(entry, GroupNames));
            var (group, role, cohort) = (entry["Group"] ?? "", entry["Role"] ?? "", entry["Class"]?.Trim() ?? "");
            if (group.Length == 0)
            {
                problems.Add(
                    $"{entry.Path}:Group: it is missing. Use the group as the provider sends it, or {GroupRole.Everyone} for everyone."
                );
            }

            var administers = role.Equals(Administrator, StringComparison.OrdinalIgnoreCase);
            var known =
                Enum.TryParse<ClassRole>(role, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !role.All(char.IsDigit);
            if (!administers && !known)
            {
                problems.Add(
                    $"{entry.Path}:Role: '{role}' is not a role. Use {string.Join(", ", Enum.GetNames<ClassRole>())} or {Administrator}."
                );
                continue;
            }

            if (administers == cohort.Length > 0)
            {
                problems.Add(
                    administers
                        ? $"{entry.Path}:Class: an administrator has no class. Use no class with this role."
                        : $"{entry.Path}:Class: it is missing. Use the id or the name of the class."
                );
            }

            if (administers && group == GroupRole.Everyone)
            {
                problems.Add($"{entry.Path}:Group: not everyone can be an administrator. Use a group.");
            }

            groups.Add(new GroupRole(group, administers ? null : parsed, cohort));
        }

        foreach (var both in groups.Where(one => one.Role is not null).GroupBy(one => (one.Group, Class: one.Class.ToUpperInvariant())))
        {
            if (both.Any(one => one.Role is ClassRole.Trainee) && both.Any(one => one.Role is not ClassRole.Trainee))
            {
                problems.Add(
                    $"{section.Path}: the group {both.Key.Group} makes a person a trainee and staff of {both.First().Class}, and staff see the answers. Use another group for one of them."
                );
            }
        }

        return groups;
    }

    private static IEnumerable<string> Redirects(IConfigurationSection section, List<string> problems)
    {
        foreach (var address in Words(section))
        {
            if (OriginOf(address) is { } origin)
            {
                yield return origin;
            }
            else
            {
                problems.Add($"{section.Path}: '{address}' is not an https address. Use for example https://adfs.example.");
            }
        }
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, string[] names) =>
        from child in section.GetChildren()
        where !names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select $"{child.Path}: there is no such setting. Use {string.Join(" or ", names)}.";

    /// <summary>The values of a list, or of a text separated by spaces or commas.</summary>
    private static IEnumerable<string> Words(IConfigurationSection section) =>
        section
            .GetChildren()
            .Select(child => child.Value)
            .Prepend(section.Value)
            .SelectMany(value => (value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries));

    private static string Text(IConfigurationSection section, string name, string missing) =>
        section[name]?.Trim() is { Length: > 0 } text ? text : missing;

    // Without TLS anyone on the network could sign in as anyone; on this machine there is no network.
    private static string? OriginOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.UserInfo.Length == 0
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri.GetLeftPart(UriPartial.Authority)
            : null;

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,28}[a-z0-9])?$")]
    private static partial Regex Id();
}
