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

/// <summary>The registrations of the portal, from which a second set of services is built with another clock.</summary>
/// <param name="registered">What the portal registers, complete once it is built.</param>
internal sealed class PortalServices(IServiceCollection registered)
{
    /// <summary>
    /// What both sets have in common: the content that was read, the database with its one writer, and the news of changes.
    /// </summary>
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

    /// <summary>Services like the portal's, for the morning: with its clock and its own running shops, and without what works by
    /// itself.</summary>
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
