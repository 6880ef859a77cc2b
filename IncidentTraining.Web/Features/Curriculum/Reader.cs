using IncidentTraining.Core.Curriculum;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>Determines what a page shows to its reader: staff of the selected class and administrators see everything, everyone else the trainees' text.</summary>
internal static class Reader
{
    public static Audience AudienceOf(ViewerInfo viewer) =>
        viewer.IsStaff || viewer is { Role: null, Actor.IsAdministrator: true } ? Audience.Staff : Audience.Trainee;

    /// <summary>The plan that the selected class has chosen for a day; empty for the day's own plan.</summary>
    public static string PlanOf(ViewerInfo viewer, string dayId) => viewer.Class is { } cohort && cohort.DayId == dayId ? cohort.PlanId : "";
}
