using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Core.Demonstration;

/// <summary>Registers the morning in a separate service collection, in which the clock is the morning's.</summary>
public static class MorningRegistration
{
    /// <summary>Registers everything that plays the morning.</summary>
    /// <param name="services">The services, with all rooms of the portal.</param>
    /// <param name="clock">The clock.</param>
    public static void AddMorning(this IServiceCollection services, MorningClock clock)
    {
        var seed = new MorningSeed();
        services.AddSingleton(clock);
        services.AddSingleton(seed);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        services.Replace(ServiceDescriptor.Singleton(new Runs.SeedChoice(seed.Next)));
        services.AddSingleton<CrewActions>();
        services.AddSingleton<CrewScript>();
        services.AddSingleton<MorningLabs>();
        services.AddSingleton<DemonstrationContent>();
        services.AddSingleton<MorningDocuments>();
        services.AddSingleton<MorningGrading>();
        services.AddSingleton<MorningQuiz>();
        services.AddSingleton<MorningDay>();
        services.AddSingleton<Morning>();
        services.AddSingleton<FillDemonstration>();
    }

    /// <summary>Fills the empty demonstration class with a morning that ends now.</summary>
    /// <param name="services">Services with the morning's own clock, see <see cref="AddMorning"/>.</param>
    /// <param name="now">The time at which the morning is over.</param>
    /// <param name="ct">Stops it between two steps.</param>
    /// <exception cref="MorningRefusedException">A step was refused.</exception>
    public static Task FillDemonstrationAsync(this IServiceProvider services, DateTimeOffset now, CancellationToken ct) =>
        services.GetRequiredService<FillDemonstration>().RunAsync(now, ct);
}
