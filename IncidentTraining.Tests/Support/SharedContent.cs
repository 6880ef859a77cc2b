using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Documents.Kinds;
using IncidentTraining.Core.Quizzes.Definition;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IncidentTraining.Tests.Support;

/// <summary>
/// The repository's <c>content/</c>, read once for all portals of a test run: reading the day and proving the scenarios
/// takes longer than most tests. A portal with a content folder of its own reads that folder itself.
/// </summary>
internal static class SharedContent
{
    private static readonly ContentFolder Folder = new(RealContent.Directory, TimeProvider.System);
    private static readonly DocumentKinds Kinds = new(Folder);
    private static readonly Rubrics Rubrics = new(Folder, Kinds);
    private static readonly QuizCatalogue Quizzes = new(Folder);
    private static readonly Lazy<CurriculumLibrary> Library = new(RealContent.Library);

    /// <summary>The scenarios. Reading and proving them takes seconds, so that a test that only looks one up takes it from here.</summary>
    public static RunScenarios Scenarios { get; } = new(Folder);

    public static void Use(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton(Folder));
        services.Replace(ServiceDescriptor.Singleton(Kinds));
        services.Replace(ServiceDescriptor.Singleton(Rubrics));
        services.Replace(ServiceDescriptor.Singleton(Quizzes));
        services.Replace(ServiceDescriptor.Singleton(Scenarios));
        services.Replace(ServiceDescriptor.Singleton(_ => Library.Value));
    }
}
