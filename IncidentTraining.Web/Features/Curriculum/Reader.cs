using IncidentTraining.Core.Curriculum;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>For whom pages are rendered: staff of the chosen class and administrators see everything, everybody else the trainee's text.</summary>
internal static class Reader
{
    public static Audience AudienceOf(ViewerInfo viewer) =>
        viewer.IsStaff || viewer is { Role: null, Actor.IsAdministrator: true } ? Audience.Staff : Audience.Trainee;
}
