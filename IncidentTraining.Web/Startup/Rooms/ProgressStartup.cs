using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Progress.Notes;
using IncidentTraining.Web.Features.Progress;

namespace IncidentTraining.Web.Startup;

internal static class ProgressStartup
{
    public static void AddProgress(this IServiceCollection services)
    {
        services.AddSingleton<IOwnData, OwnReading>();
        services.AddSingleton<ReadingMarks>();
        services.AddSingleton<CompletionRules>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<CompletionRules>().Files);
        services.AddSingleton<ReadPersonWork>();
        services.AddSingleton<ReadWrittenWork>();
    }

    public static void MapProgress(this WebApplication app) => app.MapProgressEndpoints();
}
