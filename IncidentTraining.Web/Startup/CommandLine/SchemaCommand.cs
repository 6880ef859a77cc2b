using System.Text.Encodings.Web;
using System.Text.Json;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Authoring;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The command <c>content schema</c>: prints the JSON schema of scenarios, for completion and validation in editors.</summary>
internal static class SchemaCommand
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Prints the schema, based on what the scenario reader requests for the scenarios in the content folder and a new one.
    /// </summary>
    /// <param name="content">The content folder.</param>
    /// <param name="output">Receives the schema.</param>
    /// <returns>The exit code: 0.</returns>
    public static int Run(ContentFolder content, TextWriter output)
    {
        List<ContentFile> files =
        [
            .. ScenarioFiles.Ids(content).Select(id => ContentFile.Read(content, ScenarioFiles.Find(content, id)!)),
            new("scenarios/first.yaml", ScenarioTemplate.For("first")),
        ];
        foreach (var file in files)
        {
            _ = ScenarioReader.Read(file);
        }

        output.Write(YamlSchema.Of("A scenario of IncidentTraining", files).ToJsonString(Json));
        output.Write('\n');
        return ExitCode.Stopped;
    }
}
