using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace IncidentTraining.Web.Settings;

/// <summary>
/// The address under which people reach the portal. Pages show it to others, so it comes from the settings: the address that one browser
/// used may be <c>localhost</c>, and the Host header contains whatever the browser typed.
/// </summary>
/// <param name="Root">The root of the portal, such as <c>https://training.example/</c>; null when the setting is missing.</param>
internal sealed record PublicAddress(Uri? Root)
{
    /// <summary>What pages and the log say when the setting is missing.</summary>
    public const string Missing =
        "The portal does not know its public address, so it shows no join address and no QR code. Set Public:Address to the address that people open, for example https://training.example, and restart the portal.";

    /// <summary>Whether the setting is present.</summary>
    [MemberNotNullWhen(true, nameof(Root))]
    public bool IsKnown => Root is not null;

    /// <summary>Returns the address of a path as people type it, such as <c>training.example/join</c>; null when the setting is
    /// missing.</summary>
    /// <param name="path">An absolute path; empty for the portal itself.</param>
    public string? Typed(string path = "") => Root is null ? null : Root.Authority + path;

    /// <summary>Returns the address of a path as a link; null when the setting is missing.</summary>
    /// <param name="path">An absolute path, with its query if it has one.</param>
    public string? Link(string path) => Root is null ? null : Root.GetLeftPart(UriPartial.Authority) + path;

    /// <summary>Whether a request was sent to this host and port. False when the setting is missing.</summary>
    public bool IsHostOf(HttpRequest request) => string.Equals(Root?.Authority, Plain(request).Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the setting; adds a problem for a value that others could not open.</summary>
    public static PublicAddress Read(IConfiguration configuration, IHostEnvironment environment, List<string> problems)
    {
        if (configuration[KnownSettings.PublicAddress] is not { Length: > 0 } value)
        {
            return new PublicAddress(Root: null);
        }

        const string Cure = "Use the address that people open, for example https://training.example.";
        if (
            !Uri.TryCreate(value, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.Host.Length == 0
        )
        {
            problems.Add($"{KnownSettings.PublicAddress}: '{value}' is not an HTTP or HTTPS address. {Cure}");
        }
        else if (address.PathAndQuery != "/" || address.Fragment.Length > 0 || address.UserInfo.Length > 0)
        {
            problems.Add(
                $"{KnownSettings.PublicAddress}: '{value}' has more than a scheme, a host and a port; the portal works only at the root of a host. {Cure}"
            );
        }
        else if (
            !environment.IsDevelopment()
            && (
                address.IsLoopback
                || (IPAddress.TryParse(address.Host, out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
            )
        )
        {
            problems.Add($"{KnownSettings.PublicAddress}: '{value}' cannot be opened on other machines. {Cure}");
        }

        return new PublicAddress(address);
    }

    // A browser omits the port that belongs to the scheme; a test client or a proxy may state it.
    private static HostString Plain(HttpRequest request) =>
        request.Host.Port == (request.IsHttps ? 443 : 80) ? new HostString(request.Host.Host) : request.Host;
}
