using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Web.Features.Schedule;
using Microsoft.AspNetCore.Authorization;

namespace IncidentTraining.Web.Startup;

internal static class ScheduleStartup
{
    public static void AddSchedule(this IServiceCollection services)
    {
        services.AddSingleton<IDayPlans, CurriculumPlans>();
        services.AddSingleton<ITrainingDays, CurriculumDays>();
        services.AddSingleton<ScheduleChanges>();
        services.AddSingleton<IClassSettings, DaySettings>();
        services.AddSingleton<StartActivity>();
        services.AddSingleton<PauseActivity>();
        services.AddSingleton<ResumeActivity>();
        services.AddSingleton<ExtendActivity>();
        services.AddSingleton<FinishActivity>();
        services.AddSingleton<MoveOn>();
        services.AddSingleton<UndoFinish>();
        services.AddSingleton<ReopenActivity>();
        services.AddSingleton<ChooseLabOpening>();
        services.AddSingleton<ReadActivityRuns>();
        services.AddSingleton<Announce>();
        services.AddSingleton<WithdrawAnnouncement>();
        services.AddSingleton<ReadDay>();
        services.AddSingleton<ReadTimer>();
        services.AddSingleton<CreateProjectorLink>();
        services.AddSingleton<RevokeProjectorLink>();
        services.AddSingleton<ProjectorLinks>();

        services.AddSingleton<TimerAudiences>();
        services.AddSingleton<TimerBroadcast>();
        services.AddSingleton<IAuthorizationHandler, MayWatchTimer>();
    }

    public static void MapSchedule(this WebApplication app) =>
        app.MapHub<TimerHub>(SchedulePaths.TimerHub, hub => hub.CloseOnAuthenticationExpiration = true)
            .RequireAuthorization(MayWatchTimer.Policy);
}
