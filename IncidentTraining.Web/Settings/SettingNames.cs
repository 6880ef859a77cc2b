namespace IncidentTraining.Web.Settings;

/// <summary>Finds names that look like settings but are not: their values would be silently ignored.</summary>
internal static class SettingNames
{
    private static readonly string[] OwnSections = [.. KnownSettings.Own.Select(setting => SectionOf(setting.Name)).Distinct()];

    // "$schema" is used by editors.
    private static readonly string[] InFiles =
    [
        .. OwnSections,
        .. KnownSettings.OpenSections,
        .. KnownSettings.OfDotNet.Select(setting => setting.Name),
        "$schema",
    ];

    public static IEnumerable<string> Problems(IConfiguration configuration) =>
        [.. InOwnSections(configuration), .. InSettingsFiles(configuration), .. Lookalikes(configuration)];

    private static IEnumerable<string> InOwnSections(IConfiguration configuration) =>
        from section in OwnSections
        from child in configuration.GetSection(section).GetChildren()
        where KnownSettings.Find(child.Path) is null
        let known = KnownSettings.Own.Where(setting => SectionOf(setting.Name) == section).Select(setting => setting.Name)
        select $"{child.Path}: there is no such setting. Use {string.Join(" or ", known)}.";

    private static IEnumerable<string> InSettingsFiles(IConfiguration configuration) =>
        from provider in (configuration as IConfigurationRoot)?.Providers.OfType<FileConfigurationProvider>() ?? []
        from name in provider.GetChildKeys([], null).Distinct(StringComparer.OrdinalIgnoreCase)
        where !InFiles.Contains(name, StringComparer.OrdinalIgnoreCase)
        select $"{name}: {provider.Source.Path} has an unknown section. Use one of {string.Join(", ", OwnSections)}, {string.Join(", ", KnownSettings.OpenSections)}, or remove it.";

    /// <summary>Finds names such as <c>DATA_DIRECTORY</c> with a single underscore, unless the correct name is also set.</summary>
    private static IEnumerable<string> Lookalikes(IConfiguration configuration) =>
        from entry in configuration.GetChildren()
        from setting in KnownSettings.Own
        where Squeezed(entry.Key) == Squeezed(setting.Name) && configuration[setting.Name] is null
        select $"{entry.Key}: there is no such setting. Use {setting.Name.Replace(":", "__", StringComparison.Ordinal)} in the environment.";

    private static string SectionOf(string name) => name.Split(':')[0];

    private static string Squeezed(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
