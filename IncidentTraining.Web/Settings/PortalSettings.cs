using System.Globalization;
using System.Net;

namespace IncidentTraining.Web.Settings;

/// <summary>The portal's own settings, validated together before the start.</summary>
/// <param name="DataDirectory">The folder of the database, keys and backups; absolute.</param>
/// <param name="ContentDirectory">The folder of the training content; absolute.</param>
/// <param name="Demonstration">Whether the demonstration class and its accounts exist.</param>
internal sealed record PortalSettings(string DataDirectory, string ContentDirectory, bool Demonstration)
{
    /// <summary>Reverse proxies on other machines whose forwarded headers are trusted. Proxies on this machine always are.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Whether the demonstration requires the key that the start prints; in Development it does not.</summary>
    public bool DemonstrationNeedsKey { get; init; } = true;

    /// <summary>The address under which people reach the portal.</summary>
    public PublicAddress Public { get; init; } = new(Root: null);

    /// <summary>Whether a new demonstration class is filled with a finished morning.</summary>
    public bool DemonstrationMorning { get; init; }

    /// <summary>The OpenID Connect providers with which people sign in, in the order of their buttons.</summary>
    public IReadOnlyList<SignInProvider> Providers { get; init; } = [];

    /// <summary>Reads the settings. Reports every problem and how to fix it, not only the first.</summary>
    /// <param name="configuration">The merged .NET configuration.</param>
    /// <param name="environment">Provides the program's folder, which relative paths start from.</param>
    /// <param name="serving">Whether the portal will serve requests. Other commands neither write data nor listen, so that they also work
    /// next to a running portal and without a writable folder.</param>
    public static (PortalSettings? Settings, IReadOnlyList<string> Problems) Read(
        IConfiguration configuration,
        IHostEnvironment environment,
        bool serving = true
    )
    {
        var problems = new List<string>(SettingNames.Problems(configuration).Concat(LogLevels.Problems(configuration)));
        var data = Folder(configuration, KnownSettings.DataDirectory, environment) ?? Path.Combine(environment.ContentRootPath, "data");
        var content = Folder(configuration, KnownSettings.ContentDirectory, environment) ?? NearestContent(environment.ContentRootPath);
        if (content is null || !Directory.Exists(Path.Combine(content, "days")))
        {
            problems.Add(
                $"{KnownSettings.ContentDirectory}: {content ?? "no folder called content"} contains no training day. Use a folder with a subfolder 'days', e.g. --Content:Directory /srv/training/content."
            );
        }

        var demonstration = environment.IsDevelopment();
        if (configuration[KnownSettings.DemonstrationEnabled] is { Length: > 0 } wish && !bool.TryParse(wish, out demonstration))
        {
            problems.Add($"{KnownSettings.DemonstrationEnabled}: '{wish}' is neither true nor false. Use true or false.");
        }

        var morning = true;
        if (configuration[KnownSettings.DemonstrationMorning] is { Length: > 0 } filled && !bool.TryParse(filled, out morning))
        {
            problems.Add($"{KnownSettings.DemonstrationMorning}: '{filled}' is neither true nor false. Use true or false.");
        }

        var proxies = Settings.TrustedProxies.Read(configuration, problems);
        var address = PublicAddress.Read(configuration, environment, problems);
        var providers = SignInProviders.Read(configuration, problems);
        if (serving)
        {
            CheckWritable(data, problems);
            problems.AddRange(ListenAddresses.Problems(configuration, environment.ContentRootPath));
        }

        return problems.Count > 0
            ? (null, problems)
            : (
                new PortalSettings(data, content!, demonstration)
                {
                    DemonstrationNeedsKey = !environment.IsDevelopment(),
                    DemonstrationMorning = morning,
                    Public = address,
                    Providers = providers,
                    TrustedProxies = proxies,
                },
                problems
            );
    }

    /// <summary>
    /// Returns the folder set by a setting, or null. Empty counts as not set: Compose files pass an empty value for an unset variable.
    /// </summary>
    private static string? Folder(IConfiguration configuration, string setting, IHostEnvironment environment) =>
        configuration[setting] is { Length: > 0 } named ? Path.GetFullPath(named, environment.ContentRootPath) : null;

    /// <summary>Finds the folder <c>content</c> next to the program (published) or above it (source tree).</summary>
    internal static string? NearestContent(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "content");
            if (Directory.Exists(Path.Combine(candidate, "days")))
            {
                return candidate;
            }
        }

        return null;
    }

    private static void CheckWritable(string directory, List<string> problems)
    {
        try
        {
            Directory.CreateDirectory(directory);
            var probe = Path.Combine(directory, ".writable");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{KnownSettings.DataDirectory}: {directory} cannot be written ({failure.Message}). Use a folder that the portal can write to, e.g. --Data:Directory /var/lib/incident-training."
                )
            );
        }
    }
}
