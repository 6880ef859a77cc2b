using System.Net;
using System.Net.Sockets;

namespace IncidentTraining.Web.Settings;

/// <summary>An address to listen on.</summary>
/// <param name="Setting">The setting that contains it.</param>
/// <param name="Address">The address as written.</param>
/// <param name="Certificate">The certificate for this address; null when it has none of its own.</param>
internal sealed record ListenAddress(string Setting, string Address, IConfigurationSection? Certificate)
{
    /// <summary>Lists the addresses that .NET uses: endpoints take precedence over <c>urls</c>, which takes precedence over
    /// ports.</summary>
    public static IReadOnlyList<ListenAddress> In(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection(KnownSettings.Kestrel).GetSection("Endpoints").GetChildren().ToList();
        if (endpoints.Count > 0)
        {
            return
            [
                .. endpoints.Select(endpoint => new ListenAddress(
                    $"{endpoint.Path}:Url",
                    endpoint["Url"] ?? "",
                    endpoint.GetSection("Certificate")
                )),
            ];
        }

        var urls = Split(configuration[KnownSettings.Urls]).Select(url => new ListenAddress("--" + KnownSettings.Urls, url, null)).ToList();
        return urls.Count > 0
            ? urls
            : [.. OfPorts(configuration, KnownSettings.HttpPorts, "http"), .. OfPorts(configuration, KnownSettings.HttpsPorts, "https")];
    }

    private static IEnumerable<ListenAddress> OfPorts(IConfiguration configuration, string setting, string scheme) =>
        Split(configuration[setting]).Select(port => new ListenAddress(setting, $"{scheme}://*:{port}", null));

    private static string[] Split(string? value) =>
        (value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>Finds addresses that the portal cannot listen on before it starts.</summary>
internal static class ListenAddresses
{
    private const string Example = "Use for example http://0.0.0.0:8080.";

    public static IEnumerable<string> Problems(IConfiguration configuration, string contentRoot)
    {
        var addresses = ListenAddress.In(configuration);
        return [.. addresses.Select(ProblemOf).OfType<string>(), .. Certificates.Problems(configuration, addresses, contentRoot)];
    }

    /// <summary>Whether the address uses HTTPS.</summary>
    public static bool IsSecure(string address) => address.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static string? ProblemOf(ListenAddress listen)
    {
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(listen.Address);
        }
        catch (FormatException)
        {
            return $"{listen.Setting}: '{listen.Address}' is not an address. {Example}";
        }

        if (!IsSecure(listen.Address) && address.Scheme is not "http")
        {
            return $"{listen.Setting}: '{listen.Address}' is not an HTTP or HTTPS address. {Example}";
        }

        return address.IsUnixPipe || address.IsNamedPipe ? null : BindingProblem(listen, address);
    }

    private static string? BindingProblem(ListenAddress listen, BindingAddress address)
    {
        if (address.Port == 0)
        {
            return address.Host is "localhost"
                ? $"{listen.Setting}: '{listen.Address}' requests any free port, which .NET supports only for IP addresses. Use http://127.0.0.1:0."
                : null;
        }

        var ip =
            address.Host is "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(address.Host, out var given) ? given
            : Socket.OSSupportsIPv6 ? IPAddress.IPv6Any
            : IPAddress.Any;
        try
        {
            using var socket = new Socket(ip.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (ip.Equals(IPAddress.IPv6Any))
            {
                // As Kestrel does: one socket for both address families.
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(ip, address.Port));
            return null;
        }
        catch (SocketException failure)
        {
            return $"{listen.Setting}: cannot listen on {listen.Address}: {WhyNot(failure, address.Port)}";
        }
    }

    private static string WhyNot(SocketException failure, int port) =>
        failure.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => $"another program uses port {port}. Use another port, or stop that program.",
            SocketError.AccessDenied => $"this user cannot use port {port}. Use a port above 1023 behind a proxy that listens on {port}.",
            SocketError.AddressNotAvailable => "this machine has no such address. Use 0.0.0.0 for all of its addresses.",
            _ => $"{failure.Message}. {Example}",
        };
}
