namespace IncidentTraining.Web.Paths;

/// <summary>The addresses of drills.</summary>
internal static class DrillPaths
{
    /// <summary>A drill: its page while it runs, its result afterwards.</summary>
    public static string Drill(Guid drillRunId) => $"/drills/{drillRunId}";
}
