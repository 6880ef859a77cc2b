using IncidentTraining.Core.Curriculum;
using IncidentTraining.Web.Features.People;

namespace IncidentTraining.Web.Features.Curriculum;

/// <summary>Determines the audience: staff of the selected class and administrators see everything, everyone else the trainees' text.</summary>
internal static class Reader
{
    public static Audience AudienceOf(ViewerInfo viewer) =>
        viewer.IsStaff || viewer is { Role: null, Actor.IsAdministrator: true } ? Audience.Staff : Audience.Trainee;
}
