namespace IncidentTraining.Web.Settings;

/// <summary>A setting from the settings file, the environment or the command line.</summary>
/// <param name="Name">The configuration key, such as <c>Data:Directory</c>.</param>
/// <param name="Value">The placeholder of the value in the help text.</param>
/// <param name="Meaning">The line in the help text; null for settings that only tools use.</param>
internal sealed record KnownSetting(string Name, string Value, string? Meaning = null);

/// <summary>The names of all settings. Any other name is reported as a mistake, because .NET would silently ignore it.</summary>
internal static class KnownSettings
{
    public const string DataDirectory = "Data:Directory";
    public const string ContentDirectory = "Content:Directory";
    public const string DemonstrationMorning = "Demonstration:Morning";
    public const string DemonstrationEnabled = "Demonstration:Enabled";
    public const string ProxyTrusted = "Proxy:Trusted";
    public const string PublicAddress = "Public:Address";
    public const string SignInProviders = "SignIn:Providers";
    public const string Urls = "urls";
    public const string HttpPorts = "http_ports";
    public const string HttpsPorts = "https_ports";
    public const string Logging = "Logging";
    public const string Kestrel = "Kestrel";

    /// <summary>The portal's own settings. Their sections allow no other names.</summary>
    public static IReadOnlyList<KnownSetting> Own { get; } =
    [
        new(DataDirectory, "FOLDER", "Database, keys and backups. Default: 'data' next to the program."),
        new(ContentDirectory, "FOLDER", "The training content. Default: the nearest folder 'content' with a subfolder 'days'."),
        new(
            DemonstrationEnabled,
            "true|false",
            "A class with six accounts without a passphrase. Default: true in Development, otherwise false."
        ),
        new(
            DemonstrationMorning,
            "true|false",
            "Fills the demonstration class with a finished morning at the first start, in the background. Default: true."
        ),
        new(PublicAddress, "ADDRESS", "The address that people open, for links and QR codes, e.g. https://training.example."),
        new(ProxyTrusted, "ADDRESSES", "Reverse proxies on other machines, as addresses or networks, e.g. 10.0.0.5,172.16.0.0/12."),
        new(SignInProviders, "…", "OpenID Connect providers, e.g. --SignIn:Providers:entra:Authority; see docs/sign-in.md."),
    ];

    /// <summary>The settings of .NET that can be given by name.</summary>
    public static IReadOnlyList<KnownSetting> OfDotNet { get; } =
    [
        new(Urls, "ADDRESSES", "Addresses to listen on, separated by semicolons, e.g. http://0.0.0.0:8080."),
        new("environment", "NAME", "Production (the default) or Development."),
        new("AllowedHosts", "NAMES", "Accepted host names, separated by semicolons. Default: all."),
        new(HttpPorts, "PORTS"),
        new(HttpsPorts, "PORTS"),
        new("applicationName", "NAME"),
        new("contentRoot", "FOLDER"),
        new("DetailedErrors", "true|false"),
        new("ReloadStaticAssetsAtRuntime", "true|false"),
        new("shutdownTimeoutSeconds", "SECONDS"),
    ];

    /// <summary>Sections whose reader reports unknown names itself, because they contain names that the operator chooses.</summary>
    private static IReadOnlyList<string> CheckedElsewhere { get; } = [SignInProviders];

    /// <summary>Sections of .NET that allow any name, because libraries define them.</summary>
    public static IReadOnlyList<string> OpenSections { get; } = [Logging, Kestrel];

    /// <summary>Whether a name is a section, which has no value of its own.</summary>
    public static bool IsSection(string name) =>
        Own.Any(setting => setting.Name.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
        || OpenSections.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a setting by name, case-insensitively; null when there is none. A name in an open section is always found.</summary>
    public static KnownSetting? Find(string name) =>
        Own.Concat(OfDotNet).FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (
            OpenSections.Concat(CheckedElsewhere).Any(section => name.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase))
                ? new KnownSetting(name, "VALUE")
                : null
        );
}
