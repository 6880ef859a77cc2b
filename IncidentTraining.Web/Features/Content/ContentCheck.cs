using IncidentTraining.Core.Content;
using IncidentTraining.Core.Incidents;

namespace IncidentTraining.Web.Features.Content;

/// <summary>The command <c>content check</c>: lists every problem under <c>content/</c> and ends, for authors and for CI.</summary>
internal static class ContentCheck
{
    /// <summary>Whether the arguments ask for the check; settings may follow.</summary>
    public static bool IsAskedFor(string[] args) => args is ["content", "check", ..];

    /// <summary>
    /// Prints the problems in the form that editors turn into links. Besides reading every file it plays every root cause of every
    /// scenario, which takes some seconds and is therefore not done whenever a page reports on the content.
    /// </summary>
    /// <returns>How many there are.</returns>
    public static int Run(ContentReport report, RunScenarios scenarios, TextWriter output)
    {
        ContentProblem[] problems = [.. report.Check(), .. scenarios.Play()];
        foreach (var problem in problems)
        {
            output.WriteLine(problem);
        }

        output.WriteLine(problems.Length switch
        {
            0 => "The content has no problems.",
            1 => "The content has 1 problem.",
            _ => $"The content has {problems.Length} problems.",
        });
        return problems.Length;
    }
}
