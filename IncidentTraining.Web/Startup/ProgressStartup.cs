using IncidentTraining.Core.Progress;
using IncidentTraining.Web.Features.Progress;

namespace IncidentTraining.Web.Startup;

internal static class ProgressStartup
{
    public static void AddProgress(this IServiceCollection services)
    {
        services.AddSingleton<MarkRead>();
        services.AddSingleton<ReadingMarks>();
        services.AddSingleton<MyProgress>();
    }

    public static void MapProgress(this WebApplication app) => app.MapProgressEndpoints();
}
