using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Reviews;
using IncidentTraining.Core.Reviews.Agreement;
using IncidentTraining.Core.Reviews.Changes;
using IncidentTraining.Core.Reviews.Grading;
using IncidentTraining.Core.Reviews.Overview;
using IncidentTraining.Core.Reviews.Peers;
using IncidentTraining.Core.Reviews.Samples;
using IncidentTraining.Core.Reviews.Settings;
using IncidentTraining.Core.Reviews.Truth;
using IncidentTraining.Web.Features.Reviews;

namespace IncidentTraining.Web.Startup;

internal static class ReviewsStartup
{
    public static void AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<IClassSettings, GradingSettings>();
        services.AddSingleton<Rubrics>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<Rubrics>());
        services.AddSingleton<ReviewQueue>();
        services.AddSingleton<OpenForGrading>();
        services.AddSingleton<SaveReview>();
        services.AddSingleton<DecideReview>();
        services.AddSingleton<ReadResults>();
        services.AddSingleton<ReopenGrade>();
        services.AddSingleton<ReleaseGrades>();
        services.AddSingleton<HoldDocument>();
        services.AddSingleton<IMembershipEnd, ReleaseHoldsOnLeaving>();
        services.AddSingleton<NextWaiting>();
        services.AddSingleton<ReusableComments>();
        services.AddSingleton<ChangeGradingRules>();
        services.AddSingleton<GetRunTruth>();
        services.AddSingleton<CompareWithTruth>();
        services.AddSingleton<MarkBlind>();
        services.AddSingleton<ReadAgreement>();
        services.AddSingleton<ReadFinality>();
        services.AddSingleton<ModerateMarks>();
        services.AddSingleton<GradeChanges>();
        services.AddSingleton<ListDocuments>();
        services.AddSingleton<MarkSample>();
        services.AddSingleton<TakePeerDocument>();
        services.AddSingleton<OpenPeerDocument>();
        services.AddSingleton<WritePeerComments>();
        services.AddSingleton<ReadPeerComments>();
        services.AddSingleton<AnswerPeerComment>();
        services.AddSingleton<IAuthorNames, HiddenNames>();
    }

    public static void MapReviews(this WebApplication app) => app.MapReviewEndpoints();
}
