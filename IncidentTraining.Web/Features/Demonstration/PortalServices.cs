using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Demonstration;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Settings;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Web.Features.Demonstration;

/// <summary>The portal's service registrations, from which a second service provider is built with another clock.</summary>
/// <param name="registered">The portal's registrations, complete once it is built.</param>
internal sealed class PortalServices(IServiceCollection registered)
{
    /// <summary>The shared services: the parsed content, the database with its single writer, and the change events.</summary>
    private static readonly IReadOnlyList<Type> Common =
    [
        typeof(PortalSettings),
        typeof(ContentFolder),
        typeof(CurriculumLibrary),
        typeof(RunScenarios),
        typeof(DocumentKinds),
        typeof(Rubrics),
        typeof(QuizCatalogue),
        typeof(DatabaseFile),
        typeof(IDbContextFactory<TrainingDb>),
        typeof(ReadingVersions),
        typeof(WriteGate),
        typeof(LiveEvents),
        typeof(ILoggerFactory),
    ];

    /// <summary>
    /// A service provider like the portal's, for the morning: with its own clock and running shops, and without background services.
    /// </summary>
    /// <param name="portal">The portal's services.</param>
    /// <param name="clock">The clock.</param>
    public ServiceProvider ForMorning(IServiceProvider portal, MorningClock clock)
    {
        var own = new ServiceCollection();
        foreach (var service in registered.Where(service => service.ServiceType != typeof(IHostedService)))
        {
            ((ICollection<ServiceDescriptor>)own).Add(
                Common.Contains(service.ServiceType)
                    ? new ServiceDescriptor(service.ServiceType, portal.GetRequiredService(service.ServiceType))
                    : service
            );
        }

        own.AddMorning(clock);
        return own.BuildServiceProvider();
    }
}
