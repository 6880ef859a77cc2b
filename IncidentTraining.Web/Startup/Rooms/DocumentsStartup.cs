using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Reading;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Features.Documents;
using IncidentTraining.Web.Features.Documents.Editing;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Web.Startup;

internal static class DocumentsStartup
{
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddSingleton<IOwnData, OwnDocuments>();
        services.AddSingleton<DocumentKinds>();
        services.AddSingleton<DocumentPresence>();
        services.AddScoped<EditorSession>();
        services.AddScoped<EditorPresence>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<EditorPresence>());
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<DocumentKinds>().Files);
        services.TryAddSingleton<SafeMarkdown>();
        // Replaced by the room that owns lab runs.
        services.TryAddSingleton<IRunHandover, NoRuns>();
    }

    public static void MapDocuments(this WebApplication app)
    {
        app.MapDocumentEndpoints();
        app.MapExports();
    }
}
