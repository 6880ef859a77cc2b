using IncidentTraining.Core.Content;
using IncidentTraining.Core.Demonstration;
using IncidentTraining.Web.Features.Demonstration;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Web.Startup;

internal static class DemonstrationStartup
{
    public static void AddDemonstration(this IServiceCollection services)
    {
        services.AddSingleton<IContentRoom, DemonstrationContent>();
        services.AddSingleton(new AdministrationExtra(typeof(DemonstrationCard)));
        services.AddSingleton<MorningQueue>();
        services.AddHostedService<MorningLoop>();
        // The registrations from which the morning's own services are copied.
        services.AddSingleton(new PortalServices(services));
    }
}
