using IncidentTraining.Core.Content;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Quizzes.Attempts;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Web.Features.Quizzes;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Web.Startup;

internal static class QuizzesStartup
{
    public static void AddQuizzes(this IServiceCollection services)
    {
        services.AddSingleton<QuizCatalogue>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<QuizCatalogue>().Files);
        services.TryAddSingleton<SafeMarkdown>();
        services.AddSingleton<QuizMarkdown>();
        services.AddSingleton<OverdueAttempts>();
        services.AddSingleton<IOwnData, OwnQuizzes>();
    }
}
