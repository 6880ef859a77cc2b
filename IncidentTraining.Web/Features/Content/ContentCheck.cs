namespace IncidentTraining.Web.Features.Content;

/// <summary>The command <c>content check</c>: lists every problem under <c>content/</c> and ends, for authors and for CI.</summary>
internal static class ContentCheck
{
    /// <summary>Whether the arguments ask for the check; settings may follow.</summary>
    public static bool IsAskedFor(string[] args) => args is ["content", "check", ..];

    /// <summary>Prints the problems in the form that editors turn into links.</summary>
    /// <returns>How many there are.</returns>
    public static int Run(ContentReport report, TextWriter output)
    {
        var problems = report.Check();
        foreach (var problem in problems)
        {
            output.WriteLine(problem);
        }

        output.WriteLine(problems.Count switch
        {
            0 => "The content has no problems.",
            1 => "The content has 1 problem.",
            _ => $"The content has {problems.Count} problems.",
        });
        return problems.Count;
    }
}
