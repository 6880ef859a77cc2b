using IncidentTraining.Core.Content;
using IncidentTraining.Core.Content.Wording;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Web.Features.Content;
using IncidentTraining.Web.Features.Curriculum;
using IncidentTraining.Web.Settings;

namespace IncidentTraining.Web.Startup;

internal static class CurriculumStartup
{
    public static void AddCurriculum(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ContentFolder(
            provider.GetRequiredService<PortalSettings>().ContentDirectory,
            provider.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<PortalAddresses>();
        services.AddSingleton<IPortalAddresses>(provider => provider.GetRequiredService<PortalAddresses>());
        services.AddSingleton<CurriculumLibrary>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<CurriculumLibrary>());
        services.AddSingleton<IContentRoom, ContentConnections>();
        services.AddSingleton<IContentRoom, WordingRoom>();
        services.AddSingleton<CachedParts>();
        services.AddSingleton<PageCache>();
        services.AddSingleton<ContentReport>();
        services.AddHostedService<ContentLog>();
    }

    public static void MapCurriculum(this WebApplication app)
    {
        app.UseWhen(EntityTags.Concerns, branch => branch.UseMiddleware<EntityTags>());
        app.Services.GetRequiredService<PortalAddresses>().Use(((IEndpointRouteBuilder)app).DataSources);
        app.MapCurriculumEndpoints();
    }
}
