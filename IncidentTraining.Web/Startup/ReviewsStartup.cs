using IncidentTraining.Core.Content;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Web.Features.Reviews;

namespace IncidentTraining.Web.Startup;

internal static class ReviewsStartup
{
    public static void AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<Rubrics>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<Rubrics>());
        services.AddSingleton<ReviewQueue>();
        services.AddSingleton<OpenDesk>();
        services.AddSingleton<SaveReview>();
        services.AddSingleton<DecideReview>();
        services.AddSingleton<ReadResults>();
    }

    public static void MapReviews(this WebApplication app) => app.MapReviewEndpoints();
}
