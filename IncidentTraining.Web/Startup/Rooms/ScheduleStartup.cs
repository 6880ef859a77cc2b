using IncidentTraining.Core.People;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Core.Schedule.Projector;
using IncidentTraining.Web.Features.Schedule;
using IncidentTraining.Web.Paths;
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
        services.AddSingleton<ProjectorLinks>();

        services.AddSingleton<TimerAudiences>();
        services.AddSingleton<TimerBroadcast>();
        services.AddSingleton<IAuthorizationHandler, MayWatchTimer>();
    }

    public static void MapSchedule(this WebApplication app) =>
        app.MapHub<TimerHub>(SchedulePaths.TimerHub, hub => hub.CloseOnAuthenticationExpiration = true)
            .RequireAuthorization(MayWatchTimer.Policy);
}
