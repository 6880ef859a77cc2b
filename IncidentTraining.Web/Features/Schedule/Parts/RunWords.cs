namespace IncidentTraining.Web.Features.Schedule.Parts;

/// <summary>What happens to the runs of a class, in sentences for its facilitator.</summary>
internal static class RunWords
{
    /// <summary>A number of runs: <c>1 run</c>, <c>6 runs</c>.</summary>
    public static string Count(int runs) => runs == 1 ? "1 run" : $"{runs} runs";

    /// <summary>What a finish does to the runs that follow the timer; empty without any.</summary>
    /// <param name="runs">How many follow.</param>
    public static string Ends(int runs) => runs switch
    {
        0 => "",
        1 => " It ends the 1 running lab of the class, for its whole crew, and shows them the true cause after 30 seconds; until then you can undo it.",
        _ => $" It ends all {runs} running labs of the class, and shows everyone the true cause after 30 seconds; until then you can undo it.",
    };

    /// <summary>What a finish has done to the runs; empty without any, or when another activity is shown.</summary>
    public static string Stopped(int runs, bool isShown) => runs == 0 || !isShown
        ? ""
        : $"{Count(runs)} stopped; the true cause is not shown yet.";

    /// <summary>What happens when a lab is reopened.</summary>
    /// <param name="title">The lab.</param>
    /// <param name="minutes">For how long.</param>
    /// <param name="ended">How many runs ended with it.</param>
    public static string Reopens(string title, int minutes, int ended) => $"Reopen “{title}” for {minutes} minutes?" + ended switch
    {
        0 => "",
        1 => " The 1 run that ended with it continues; its crew may know the true cause.",
        _ => $" All {ended} runs that ended with it continue; their crews may know the true cause.",
    };
}
