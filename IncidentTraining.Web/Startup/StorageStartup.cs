using IncidentTraining.Core.Results;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Settings;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Web.Startup;

internal static class StorageStartup
{
    public static void AddStorage(this WebApplicationBuilder builder, PortalSettings settings)
    {
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<DatabaseFile>(services, settings.DataDirectory));
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<DataFolderLock>(services, settings.DataDirectory));
        builder.Services.AddDbContextFactory<TrainingDb>(
            (services, options) =>
                options.UseSqlite(services.GetRequiredService<DatabaseFile>().ConnectionString).AddInterceptors(new SqlitePragmas())
        );
        builder.Services.AddSingleton<ReadingVersions>();
        builder.Services.AddSingleton<InputRules>();
        builder.Services.AddSingleton<WriteGate>();

        // Stored next to the database: a restart must not sign users out or invalidate open forms.
        builder
            .Services.AddDataProtection()
            .SetApplicationName("IncidentTraining")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataDirectory, "keys")));
    }
}
