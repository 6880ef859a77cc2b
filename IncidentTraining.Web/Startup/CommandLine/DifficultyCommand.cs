using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The command <c>content difficulty</c>: plays the reference responder on every root cause and prints the table for
/// <see cref="DifficultyTable.File"/>.</summary>
internal static class DifficultyCommand
{
    /// <summary>Prints the table.</summary>
    /// <param name="content">The content folder.</param>
    /// <param name="output">Receives the table, or the problems of the scenarios.</param>
    /// <returns>The exit code: 0 when it was printed, 1 when a scenario has problems.</returns>
    public static int Run(ContentFolder content, TextWriter output)
    {
        var scenarios = new RunScenarios(content);
        if (scenarios.Files.Current is { Problems: { Count: > 0 } problems })
        {
            foreach (var problem in problems)
            {
                output.WriteLine(problem);
            }

            return ExitCode.ContentProblems;
        }

        output.Write(
            DifficultyTable.Write(
                scenarios
                    .All.OrderBy(scenario => scenario.Id, StringComparer.Ordinal)
                    .Select(scenario =>
                        (
                            scenario,
                            (IReadOnlyList<(string, Core.PracticeShop.Scenarios.CauseDifficulty?)>)
                                [.. scenario.RootCauses.Select(cause => (cause.Id, DifficultyEstimate.Of(scenario, cause)))]
                        )
                    )
            )
        );
        return ExitCode.Stopped;
    }
}
