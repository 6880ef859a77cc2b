using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Features.Demonstration;
using IncidentTraining.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Web.Startup;

/// <summary>Prepares the first request: the database schema, and the demonstration class or the set-up code.</summary>
internal static partial class Preparation
{
    /// <summary>Returns false, with the reason on standard error, when this version cannot use the database.</summary>
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

        var days = services.GetRequiredService<ITrainingDays>().All;
        if (settings.Demonstration && (days.FirstOrDefault(day => day.HasActivities) ?? days.FirstOrDefault()) is { } day)
        {
            var isNew = await services.GetRequiredService<DemonstrationClass>().PrepareAsync(day.Id, stopping);
            if (isNew && settings.DemonstrationMorning)
            {
                services.GetRequiredService<MorningQueue>().Ask();
            }
        }

        foreach (var (name, dayId) in await services.GetRequiredService<ClassesWithoutDay>().FindAsync(stopping))
        {
            LogDayMissing(app.Logger, name, dayId);
        }

        await using var db = await databases.CreateDbContextAsync(stopping);
        if (!await db.Set<Person>().AnyAsync(person => person.IsAdministrator, stopping))
        {
            LogSetUpCode(app.Logger, services.GetRequiredService<SetUpCode>().Issue());
        }

        return true;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "The class {Class} uses the training day {Day}, which is not in the content. Restore it under content/days, or choose another day for the class under Administration."
    )]
    private static partial void LogDayMissing(ILogger logger, string @class, string day);

    [LoggerMessage(LogLevel.Warning, "There is no administrator yet. Open /set-up and enter this one-time code: {Code}")]
    private static partial void LogSetUpCode(ILogger logger, string code);
}
