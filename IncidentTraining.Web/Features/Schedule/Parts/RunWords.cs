namespace IncidentTraining.Web.Features.Schedule.Parts;

/// <summary>Sentences for the facilitator about the effect of a step on the class's runs.</summary>
internal static class RunWords
{
    /// <summary>Formats a number of runs: <c>1 run</c>, <c>6 runs</c>.</summary>
    public static string Count(int runs) => runs == 1 ? "1 run" : $"{runs} runs";

    /// <summary>Describes what finishing does to the runs that follow the timer; empty when there are none.</summary>
    /// <param name="runs">The number of runs that follow the timer.</param>
    public static string Ends(int runs) =>
        runs switch
        {
            0 => "",
            1 =>
                " It ends the class's 1 running lab for the whole crew, and shows them the true cause after 30 seconds; until then you can undo it.",
            _ =>
                $" It ends all {runs} running labs in the class and shows everyone the true cause after 30 seconds; until then you can undo it.",
        };

    /// <summary>Describes what finishing has done to the runs; empty when there are none or another activity is current.</summary>
    public static string Stopped(int runs, bool isShown) =>
        runs == 0 || !isShown ? "" : $"{Count(runs)} stopped; the true cause is not shown yet.";

    /// <summary>Describes what reopening a lab does.</summary>
    /// <param name="minutes">The minutes from now.</param>
    /// <param name="ended">The number of runs that ended with it.</param>
    public static string Reopens(string title, int minutes, int ended) =>
        $"Reopen “{title}” for {minutes} minutes?"
        + ended switch
        {
            0 => "",
            1 => " The 1 run that ended with it continues; its crew may know the true cause.",
            _ => $" All {ended} runs that ended with it continue; their crews may know the true cause.",
        };
}
