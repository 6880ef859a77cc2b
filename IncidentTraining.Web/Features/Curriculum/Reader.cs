using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Curriculum.Rendering;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Web.Http;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>Determines what a page shows to its reader: staff of the selected class and administrators see everything, everyone else the
/// trainees' text.</summary>
internal static class Reader
{
    public static Audience AudienceOf(ViewerInfo viewer) =>
        viewer.IsStaff || viewer is { Role: null, Actor.IsAdministrator: true } ? Audience.Staff : Audience.Trainee;

    /// <summary>The plan that the selected class has chosen for a day; empty for the day's own plan.</summary>
    public static string PlanOf(ViewerInfo viewer, string dayId) =>
        viewer.Class is { } cohort && cohort.DayId == dayId ? cohort.PlanId : "";

    /// <summary>How much later the selected class takes a plan than planned; zero for a plan that the class does not use.</summary>
    public static TimeSpan ShiftOf(ViewerInfo viewer, TrainingDay day, TrainingPlan? plan) =>
        viewer.Class is { StartMinute: { } minute } cohort
        && cohort.DayId == day.Id
        && cohort.PlanId == (plan?.Id ?? "")
        && day.SessionsOf(cohort.PlanId) is [var first, ..]
            ? DayPlan.ShiftOf(minute, first.Starts)
            : TimeSpan.Zero;
}
