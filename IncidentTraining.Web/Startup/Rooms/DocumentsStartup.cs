using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Documents.Evidence;
using IncidentTraining.Core.Documents.Exchange;
using IncidentTraining.Core.Documents.History;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Documents.Messages;
using IncidentTraining.Core.Documents.Team;
using IncidentTraining.Core.People;
using IncidentTraining.Web.Features.Documents;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Web.Startup;

internal static class DocumentsStartup
{
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddSingleton<IOwnData, OwnDocuments>();
        services.AddSingleton<DocumentKinds>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<DocumentKinds>().Files);
        services.TryAddSingleton<SafeMarkdown>();
        // Replaced by the room that owns lab runs.
        services.TryAddSingleton<IRunHandover, NoRuns>();
        services.AddSingleton<StartDocument>();
        services.AddSingleton<SaveDraft>();
        services.AddSingleton<SetAside>();
        services.AddSingleton<SubmitDocument>();
        services.AddSingleton<MyDocuments>();
        services.AddSingleton<ReadDocument>();
        services.AddSingleton<ReadHistory>();
        services.AddSingleton<CompareVersions>();
        services.AddSingleton<RestoreVersion>();
        services.AddSingleton<ImportDocument>();
        services.AddSingleton<CheckDocument>();
        services.AddSingleton<DismissFinding>();
        services.AddSingleton<RenderMessages>();
        services.AddSingleton<WriteTogether>();
        services.AddSingleton<FindEvidence>();
    }

    public static void MapDocuments(this WebApplication app)
    {
        app.MapDocumentEndpoints();
        app.MapCheckEndpoints();
        app.MapEvidence();
        app.MapExports();
    }
}
