using System.Net;

namespace IncidentTraining.Web.Settings;

/// <summary>Reads the setting with the reverse proxies on other machines.</summary>
internal static class TrustedProxies
{
    /// <summary>Parses addresses and networks separated by commas, semicolons or spaces, or given as a list in the settings file.</summary>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration configuration, List<string> problems)
    {
        var networks = new List<IPNetwork>();
        var section = configuration.GetSection(KnownSettings.ProxyTrusted);
        var values = section.GetChildren().Select(child => child.Value).Prepend(section.Value);
        foreach (var value in values.SelectMany(value => (value ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)))
        {
            if (IPAddress.TryParse(value, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(value, out var network))
            {
                networks.Add(network);
            }
            else
            {
                problems.Add(
                    $"{KnownSettings.ProxyTrusted}: '{value}' is neither an address nor a network. Use for example 10.0.0.5 or 10.0.0.0/8."
                );
            }
        }

        return networks;
    }
}
