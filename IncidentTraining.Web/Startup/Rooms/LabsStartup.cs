using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Evidence;
using IncidentTraining.Core.Documents.Messages;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Paging;
using IncidentTraining.Web.Features.Runs;
using IncidentTraining.Web.Features.Runs.Surface;
using IncidentTraining.Web.Settings;

namespace IncidentTraining.Web.Startup;

internal static class LabsStartup
{
    public static void AddLabs(this IServiceCollection services)
    {
        services.AddSingleton<RunScenarios>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<RunScenarios>().Files);
        services.AddSingleton<LabCatalogue>();
        services.AddSingleton<SeedChoice>();
        services.AddSingleton(provider => new RehearsalPolicy(provider.GetRequiredService<PortalSettings>().Demonstration));
        services.AddSingleton<RunParticipant, ResponseParticipant>();
        services.AddSingleton<RunParticipant, PagingParticipant>();
        services.AddSingleton<RunParticipant, AssessmentParticipant>();
        services.AddSingleton<RunParticipants>();
        services.AddSingleton<IMembershipEnd, HandOverOnLeaving>();
        services.AddSingleton<IMembershipEnd, LeaveKeptCrew>();
        services.AddSingleton<ICrewLabs, CrewLabs>();
        services.AddSingleton<IPreTest, QuizAsPreTest>();
        services.AddSingleton<FormCrews>();
        services.AddSingleton<IClassSettings, CopyCrews>();
        services.AddSingleton<SetExperience>();
        services.AddSingleton<SetCrewRules>();
        services.AddSingleton<IClassSettings, CopyCrewRules>();
        services.AddSingleton<IClassEnd, CloseRunsOfClass>();
        services.AddSingleton<IClassEnd, CancelShiftsOfClass>();
        services.AddSingleton<ShopRebuild>();
        services.AddSingleton<ShopHost>();
        services.AddHostedService<ShopStepping>();

        services.AddSingleton<StartLabRun>();
        services.AddSingleton<FinishRun>();
        services.AddSingleton<ChangeRunClock>();
        services.AddSingleton<MyRuns>();
        services.AddSingleton<GetRun>();
        services.AddSingleton<GetAfterAction>();
        services.AddSingleton<AccountQueue>();
        services.AddHostedService<AccountLoop>();
        services.AddSingleton<ReadAccount>();
        services.AddSingleton<ReadRecording>();
        services.AddSingleton<AskWhatIf>();
        services.AddSingleton<CorrectResult>();
        services.AddSingleton<ChooseWeights>();
        services.AddSingleton<IOwnData, OwnResults>();
        services.AddSingleton<OpenShopWindow>();
        services.AddSingleton<ShopSource>();
        services.AddSingleton<OpenReplay>();
        services.AddSingleton<ApplyAction>();
        services.AddSingleton<ProbeShop>();
        services.AddSingleton<AskHealth>();
        services.AddSingleton<MakeShopAddress>();
        services.AddSingleton<RevokeShopAddress>();
        services.AddSingleton<GetShopAddress>();
        services.AddSingleton<OpenShopByKey>();
        services.AddSingleton<ShopLimits>();
        services.AddScoped<BrowserTab>();
        services.AddSingleton<LookAtShop>();
        services.AddSingleton<AcknowledgeIncident>();
        services.AddSingleton<SetSeverity>();
        services.AddSingleton<CauseChoices>();
        services.AddSingleton<DeclareCause>();
        services.AddSingleton<PinEvidence>();
        services.AddSingleton<StateFinding>();
        services.AddSingleton<JoinCrew>();
        services.AddSingleton<HandOverRole>();
        services.AddSingleton<PostMessage>();
        services.AddSingleton<CorrectEntry>();
        services.AddSingleton<ChannelCommand>();
        services.AddSingleton<SaveHypothesis>();
        services.AddSingleton<FollowClassTimer>();
        services.AddHostedService<ClassTimerLoop>();
        services.AddSingleton<IActivityRuns, RunsOfActivity>();
        services.AddSingleton<ReopenRun>();
        services.AddSingleton<CallForHelp>();
        services.AddSingleton<TakeOver>();
        services.AddSingleton<SendInject>();
        services.AddSingleton<ChooseRanking>();
        services.AddSingleton<IClassSettings, RankingSetting>();
        services.AddSingleton<IClassSettings, WeightsSetting>();
        services.AddSingleton<LiveBoard>();
        services.AddSingleton<HoldDebrief>();
        services.AddSingleton<TakeShift>();
        services.AddSingleton<ReadRota>();
        services.AddSingleton<ReadCallRates>();
        services.AddSingleton<MyPages>();
        services.AddSingleton<AcknowledgePage>();
        services.AddSingleton<OnCallWatch>();
        services.AddHostedService<OnCallLoop>();
        services.AddSingleton<PostStatusUpdate>();
        services.AddSingleton<DraftUpdate>();
        services.AddSingleton<ReadStatusPage>();
        services.AddSingleton<VerifyResolution>();
        services.AddSingleton<CloseAsNoIncident>();
        services.AddSingleton<WriteSummary>();
        services.AddSingleton<BeginReview>();
        services.AddSingleton<TakeHint>();
        services.AddSingleton<IRunHandover, RunHandover>();
        services.AddSingleton<IRunValues, RunValues>();
        services.AddSingleton<IRunEvidence, RunEvidence>();
        services.AddSingleton<IShopWords, ShopWords>();
        services.AddSingleton<TryRunbook>();
        services.AddSingleton<OfferRunbook>();
        services.AddSingleton<WalkRunbook>();
        services.AddSingleton<ReadRunbookRuns>();
    }

    public static void MapLabs(this WebApplication app)
    {
        app.MapHub<PagerHub>(RunPaths.PagerHub, hub => hub.CloseOnAuthenticationExpiration = true).RequireAuthorization();
        app.MapOnCall();
        app.MapShopSurface();
    }
}
