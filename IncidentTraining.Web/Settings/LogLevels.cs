namespace IncidentTraining.Web.Settings;

/// <summary>Finds invalid log levels.</summary>
internal static class LogLevels
{
    private const string Levels = "LogLevel";

    public static IEnumerable<string> Problems(IConfiguration configuration)
    {
        var logging = configuration.GetSection(KnownSettings.Logging);
        var wrong =
            from section in logging.GetChildren().Select(child => child.Key == Levels ? child : child.GetSection(Levels))
            from category in section.GetChildren()
            where category.Value is { Length: > 0 } && !Enum.TryParse<LogLevel>(category.Value, ignoreCase: true, out _)
            select $"{category.Path}: '{category.Value}' is not a log level. Use {string.Join(", ", Enum.GetNames<LogLevel>())}.";
        return wrong;
    }
}
