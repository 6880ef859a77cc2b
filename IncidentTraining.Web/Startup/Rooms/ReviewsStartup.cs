using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Web.Features.Reviews.Grading;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace IncidentTraining.Web.Startup;

internal static class ReviewsStartup
{
    public static void AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<IClassSettings, GradingSettings>();
        services.AddSingleton<Rubrics>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<Rubrics>());
        services.AddSingleton<IMembershipEnd, ReleaseHoldsOnLeaving>();
        services.AddSingleton<GradeChanges>();
        services.AddSingleton<IAuthorNames, HiddenNames>();
        services.AddSingleton<ReadGradingFacts>();
        services.AddScoped<CircuitLine>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitLine>());
    }
}
