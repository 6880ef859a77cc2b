using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Authoring;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The command <c>content reference</c>: prints the reference for scenario authors, as Markdown.</summary>
internal static class ReferenceCommand
{
    /// <summary>Prints the reference.</summary>
    /// <param name="output">Receives it.</param>
    /// <param name="error">Receives the reason when the code's documentation file is missing.</param>
    /// <returns>The exit code: 0 when it was printed.</returns>
    public static int Run(TextWriter output, TextWriter error)
    {
        if (CodeComments.Load() is not { } comments)
        {
            error.WriteLine(
                "IncidentTraining.Core.xml is not next to the program. Build the program from its source, or read docs/scenario-reference.md."
            );
            return ExitCode.WrongSettings;
        }

        var file = new ContentFile("scenarios/first.yaml", ScenarioTemplate.For("first"));
        output.Write(ScenarioReference.Write(comments, ScenarioReader.Read(file)));
        return ExitCode.Stopped;
    }
}
