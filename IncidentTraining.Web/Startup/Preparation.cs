using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Web.Startup;

/// <summary>What must be true before the first request: the schema, the demonstration or the way to an administrator.</summary>
internal static partial class Preparation
{
    /// <summary>Returns false, with the reason on standard error, where the database is not one that this version can use.</summary>
    public static async Task<bool> PrepareAsync(this WebApplication app, PortalSettings settings)
    {
        var services = app.Services;
        var stopping = app.Lifetime.ApplicationStopping;
        var databases = services.GetRequiredService<IDbContextFactory<TrainingDb>>();
        try
        {
            await services.GetRequiredService<DatabaseFile>().MigrateAsync(databases, stopping);
        }
        catch (UnusableDatabaseException exception)
        {
            await Console.Error.WriteLineAsync($"The portal did not start: {exception.Message}");
            return false;
        }

        if (settings.Demonstration)
        {
            await services.GetRequiredService<DemonstrationClass>().PrepareAsync("day-4-incident-response", stopping);
        }

        await using var db = await databases.CreateDbContextAsync(stopping);
        if (!await db.Set<Person>().AnyAsync(person => person.IsAdministrator, stopping))
        {
            LogSetUpCode(app.Logger, services.GetRequiredService<SetUpCode>().Issue());
        }

        return true;
    }

    [LoggerMessage(LogLevel.Warning, "There is no administrator yet. Open /set-up and type this one-time code: {Code}")]
    private static partial void LogSetUpCode(ILogger logger, string code);
}
