using System.Globalization;
using System.Net;

namespace IncidentTraining.Web.Settings;

/// <summary>The portal's own settings, checked as a whole before anything starts.</summary>
/// <param name="DataDirectory">Where the database, keys and backups lie; absolute.</param>
/// <param name="ContentDirectory">Where the training's content lies; absolute.</param>
/// <param name="Demonstration">Whether the demonstration class and its one-click accounts exist.</param>
internal sealed record PortalSettings(string DataDirectory, string ContentDirectory, bool Demonstration)
{
    /// <summary>The reverse proxies on other machines whose forwarded headers are believed. Those on this machine always are.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Reads the settings. Every problem is reported with its cure, not only the first.</summary>
    /// <param name="configuration">The settings as .NET has merged them.</param>
    /// <param name="environment">Gives the program's own folder, from which relative paths start.</param>
    /// <param name="serving">
    /// Whether the portal is to serve. A command that ends by itself neither writes data nor listens, so that it also runs
    /// beside a portal and without a writable folder.
    /// </param>
    public static (PortalSettings? Settings, IReadOnlyList<string> Problems) Read(IConfiguration configuration, IHostEnvironment environment, bool serving = true)
    {
        var problems = new List<string>(SettingNames.Problems(configuration).Concat(LogLevels.Problems(configuration)));
        var data = Folder(configuration, KnownSettings.DataDirectory, environment) ?? Path.Combine(environment.ContentRootPath, "data");
        var content = Folder(configuration, KnownSettings.ContentDirectory, environment) ?? NearestContent(environment.ContentRootPath);
        if (content is null || !Directory.Exists(Path.Combine(content, "days")))
        {
            problems.Add($"{KnownSettings.ContentDirectory}: {content ?? "no folder called content"} holds no training day. Name a folder that has a sub-folder 'days', e.g. --Content:Directory /srv/training/content.");
        }

        var demonstration = environment.IsDevelopment();
        if (configuration[KnownSettings.DemonstrationEnabled] is { Length: > 0 } wish && !bool.TryParse(wish, out demonstration))
        {
            problems.Add($"{KnownSettings.DemonstrationEnabled}: '{wish}' is neither true nor false. Write true or false.");
        }

        var proxies = Settings.TrustedProxies.Read(configuration, problems);
        if (serving)
        {
            CheckWritable(data, problems);
            problems.AddRange(ListenAddresses.Problems(configuration, environment.ContentRootPath));
        }

        return problems.Count == 0 ? (new PortalSettings(data, content!, demonstration) { TrustedProxies = proxies }, problems) : (null, problems);
    }

    /// <summary>The folder that a setting names, or null. An empty value counts as none: Compose files give one for an unset variable.</summary>
    private static string? Folder(IConfiguration configuration, string setting, IHostEnvironment environment) =>
        configuration[setting] is { Length: > 0 } named ? Path.GetFullPath(named, environment.ContentRootPath) : null;

    /// <summary>The folder <c>content</c> beside the running files or above them: beside when published, above in the source tree.</summary>
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
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{KnownSettings.DataDirectory}: {directory} cannot be written ({failure.Message}). Name a folder that the portal may write, e.g. --Data:Directory /var/lib/incident-training."));
        }
    }
}
