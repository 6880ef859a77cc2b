using System.Globalization;

namespace IncidentTraining.Web.Startup;

/// <summary>The portal's own settings, checked as a whole before anything starts.</summary>
/// <param name="DataDirectory">Where the database, keys and backups lie; absolute.</param>
/// <param name="ContentDirectory">Where the training's content lies; absolute.</param>
/// <param name="Demonstration">Whether the demonstration class and its one-click accounts exist.</param>
internal sealed record PortalSettings(string DataDirectory, string ContentDirectory, bool Demonstration)
{
    /// <summary>Reads the settings; every problem is reported with its cure, not only the first.</summary>
    public static (PortalSettings? Settings, IReadOnlyList<string> Problems) Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var problems = new List<string>();
        var data = Path.GetFullPath(configuration["Data:Directory"] ?? "data", environment.ContentRootPath);
        CheckWritable(data, problems);

        var content = configuration["Content:Directory"] is { Length: > 0 } named
            ? Path.GetFullPath(named, environment.ContentRootPath)
            : NearestContent(environment.ContentRootPath);
        if (content is null || !Directory.Exists(Path.Combine(content, "days")))
        {
            problems.Add($"Content:Directory: {content ?? "no folder called content"} holds no training day. Name a folder that has a sub-folder 'days', e.g. --Content:Directory /srv/training/content.");
        }

        var demonstration = environment.IsDevelopment();
        if (configuration["Demonstration:Enabled"] is { Length: > 0 } wish && !bool.TryParse(wish, out demonstration))
        {
            problems.Add($"Demonstration:Enabled: '{wish}' is neither true nor false. Write true or false.");
        }

        foreach (var address in (configuration["urls"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            CheckAddress(address, problems);
        }

        return problems.Count == 0 ? (new PortalSettings(data, content!, demonstration), problems) : (null, problems);
    }

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
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"Data:Directory: {directory} cannot be written ({failure.Message}). Name a folder that the portal may write, e.g. --Data:Directory /var/lib/incident-training."));
        }
    }

    private static void CheckAddress(string address, List<string> problems)
    {
        // Kestrel also takes '*' and '+' for every address, which are no host names to Uri.
        var plain = address.Replace("://*", "://any", StringComparison.Ordinal).Replace("://+", "://any", StringComparison.Ordinal);
        if (!Uri.TryCreate(plain, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            problems.Add($"--urls: '{address}' is not an address. Write for example http://0.0.0.0:8080.");
        }
    }
}
