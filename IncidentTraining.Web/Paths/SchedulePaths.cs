namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of the Schedule room.</summary>
internal static class SchedulePaths
{
    public const string Desk = "/desk";
    public const string Projector = "/projector";
    public const string TimerHub = "/hubs/timer";

    /// <summary>The query parameter of the hub's address that names the class, for signed-in members.</summary>
    public const string ClassQuery = "class";

    /// <summary>The query parameter of the hub's address with a projector's secret.</summary>
    public const string ProjectorQuery = "projector";
}
