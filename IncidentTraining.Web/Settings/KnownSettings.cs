namespace IncidentTraining.Web.Settings;

/// <summary>A setting that the portal reads from its settings file, the environment or the command line.</summary>
/// <param name="Name">The configuration key, e.g. <c>Data:Directory</c>.</param>
/// <param name="Value">The placeholder of the value in the help text.</param>
/// <param name="Meaning">The line of the help text; null for a setting that only tools pass.</param>
internal sealed record KnownSetting(string Name, string Value, string? Meaning = null);

/// <summary>The names that count as settings. Any other name is a mistake: .NET would ignore it without a word.</summary>
internal static class KnownSettings
{
    public const string DataDirectory = "Data:Directory";
    public const string ContentDirectory = "Content:Directory";
    public const string DemonstrationEnabled = "Demonstration:Enabled";
    public const string ProxyTrusted = "Proxy:Trusted";
    public const string Urls = "urls";
    public const string HttpPorts = "http_ports";
    public const string HttpsPorts = "https_ports";
    public const string Logging = "Logging";
    public const string Kestrel = "Kestrel";

    /// <summary>The portal's own settings. Nothing else may stand in their sections.</summary>
    public static IReadOnlyList<KnownSetting> Own { get; } =
    [
        new(DataDirectory, "FOLDER", "Database, keys and backups. Default: 'data' beside the program."),
        new(ContentDirectory, "FOLDER", "The training's content. Default: the nearest folder 'content' with a sub-folder 'days'."),
        new(DemonstrationEnabled, "true|false", "A class with six one-click accounts. Default: true in Development, else false."),
        new(ProxyTrusted, "ADDRESSES", "Reverse proxies on other machines, as addresses or networks, e.g. 10.0.0.5,172.16.0.0/12."),
    ];

    /// <summary>The settings of .NET that can be given by name.</summary>
    public static IReadOnlyList<KnownSetting> OfDotNet { get; } =
    [
        new(Urls, "ADDRESSES", "Addresses to listen at, separated by semicolons, e.g. http://0.0.0.0:8080."),
        new("environment", "NAME", "Production (the default) or Development."),
        new("AllowedHosts", "NAMES", "Host names to answer to, separated by semicolons. Default: all."),
        new(HttpPorts, "PORTS"),
        new(HttpsPorts, "PORTS"),
        new("applicationName", "NAME"),
        new("contentRoot", "FOLDER"),
        new("DetailedErrors", "true|false"),
        new("ReloadStaticAssetsAtRuntime", "true|false"),
        new("shutdownTimeoutSeconds", "SECONDS"),
    ];

    /// <summary>Sections of .NET below which any name may stand, because libraries define them.</summary>
    public static IReadOnlyList<string> OpenSections { get; } = [Logging, Kestrel];

    /// <summary>Whether a name is that of a section, which has no value of its own.</summary>
    public static bool IsSection(string name) =>
        Own.Any(setting => setting.Name.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase)) || OpenSections.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds a setting by its name, whatever the case, or null. A name in an open section is always found.</summary>
    public static KnownSetting? Find(string name) =>
        Own.Concat(OfDotNet).FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? (OpenSections.Any(section => name.StartsWith(section + ":", StringComparison.OrdinalIgnoreCase)) ? new KnownSetting(name, "VALUE") : null);
}
