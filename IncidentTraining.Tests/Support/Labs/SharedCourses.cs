using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Live;
using IncidentTraining.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Support;

/// <summary>
/// The courses that an account is compared with, simulated once for all portals of a test run. They follow from the scenario's text, the
/// seed, the horizon and the given inputs, and an account is the same whether or not they were cached; the tests use the same seeds again.
/// A test of the simulation itself uses <see cref="OwnIn"/>.
/// </summary>
internal static class SharedCourses
{
    /// <summary>Only for an unmodified scenario: one that a test has changed has other courses under the same key.</summary>
    public static KnownCourses Known { get; } = new(most: 1000);

    public static void Use(IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton(portal => new AccountQueue(
                portal.GetRequiredService<IDbContextFactory<TrainingDb>>(),
                portal.GetRequiredService<WriteGate>(),
                portal.GetRequiredService<ReadRecording>(),
                portal.GetRequiredService<LiveEvents>(),
                portal.GetRequiredService<TimeProvider>()
            )
            {
                Known = Known,
            })
        );

    /// <summary>Lets a portal play all its courses itself, as in production.</summary>
    public static void OwnIn(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<AccountQueue, AccountQueue>());
}
