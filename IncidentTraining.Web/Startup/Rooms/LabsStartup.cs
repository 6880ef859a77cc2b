using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Documents;
using IncidentTraining.Core.Documents.Evidence;
using IncidentTraining.Core.Documents.Messages;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.Drills;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Progress;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.RunbookTrials;
using IncidentTraining.Core.Runs;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Web.Components.Shared;
using IncidentTraining.Web.Features.Assessment.Guides;
using IncidentTraining.Web.Features.Drills;
using IncidentTraining.Web.Features.Paging;
using IncidentTraining.Web.Features.Runs.Catalogue;
using IncidentTraining.Web.Features.Runs.Panels.Console;
using IncidentTraining.Web.Features.Runs.Surface;
using IncidentTraining.Web.Paths;
using IncidentTraining.Web.Settings;

namespace IncidentTraining.Web.Startup;

internal static class LabsStartup
{
    public static void AddLabs(this IServiceCollection services)
    {
        services.AddSingleton<RunScenarios>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<RunScenarios>().Files);
        services.AddSingleton<LabCatalogue>();
        services.AddSingleton<DifficultyTable>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<DifficultyTable>());
        services.AddSingleton<SeedChoice>();
        services.AddSingleton(provider => new RehearsalPolicy(provider.GetRequiredService<PortalSettings>().Demonstration));
        services.AddSingleton<RunParticipant, ResponseParticipant>();
        services.AddSingleton<RunParticipant, HalfwayHandOver>();
        services.AddSingleton<RunParticipant, PagingParticipant>();
        services.AddSingleton<RunParticipant, AssessmentParticipant>();
        services.AddSingleton<RunParticipants>();
        services.AddSingleton<IMembershipEnd, HandOverOnLeaving>();
        services.AddSingleton<IMembershipEnd, LeaveKeptCrew>();
        services.AddSingleton<IMembershipEnd, LeaveLobbies>();
        services.AddSingleton<ICrewLabs, CrewLabs>();
        services.AddSingleton<IPreTest, QuizAsPreTest>();
        services.AddSingleton<IClassSettings, CopyCrews>();
        services.AddSingleton<IClassSettings, CopyCrewRules>();
        services.AddSingleton<IClassEnd, CloseRunsOfClass>();
        services.AddSingleton<IClassEnd, CloseLobbiesOfClass>();
        services.AddSingleton<IClassEnd, CancelShiftsOfClass>();
        services.AddSingleton<ShopHost>();
        services.AddHostedService<ShopStepping>();

        services.AddSingleton<LabStarter>();
        services.AddSingleton<LobbyPresence>();
        services.AddHostedService<LobbyLoop>();
        services.AddSingleton<AccountQueue>();
        services.AddHostedService<AccountLoop>();
        services.AddSingleton<IOwnData, OwnResults>();
        services.AddSingleton<ShopSource>();
        services.AddSingleton<ShopLimits>();
        services.AddScoped<BrowserTab>();
        services.AddScoped<ConsoleScreens>();
        services.AddSingleton<CauseChoices>();
        services.AddSingleton<FollowClassTimer>();
        services.AddHostedService<ClassTimerLoop>();
        services.AddSingleton<IActivityRuns, RunsOfActivity>();
        services.AddSingleton<IClassSettings, RankingSetting>();
        services.AddSingleton<IClassSettings, WeightsSetting>();
        services.AddSingleton<OnCallWatch>();
        services.AddHostedService<OnCallLoop>();
        services.AddSingleton(new LabExtra(typeof(DrillStart)));
        services.AddSingleton(new LabExtra(typeof(LabGuideLink)));
        services.AddSingleton<DrillFiles>();
        services.AddSingleton<IContentRoom>(provider => provider.GetRequiredService<DrillFiles>().Files);
        services.AddSingleton<IRunHandover, RunHandover>();
        services.AddSingleton<IRunValues, RunValues>();
        services.AddSingleton<IRunEvidence, RunEvidence>();
        services.AddSingleton<IShopWords, ShopWords>();
    }

    public static void MapLabs(this WebApplication app)
    {
        app.MapHub<PagerHub>(RunPaths.PagerHub, hub => hub.CloseOnAuthenticationExpiration = true).RequireAuthorization();
        app.MapOnCall();
        app.MapShopSurface();
    }
}
