using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Web.Features.Curriculum.Recording;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>
/// The command <c>content record &lt;script&gt;</c>: runs a script in a practice shop and writes its charts and logs next to it, for
/// exercises with recorded incidents.
/// </summary>
internal static class RecordCommand
{
    /// <summary>Records the script, or prints the problems in the script or its scenario.</summary>
    /// <param name="script">The path of the script, relative to the content folder.</param>
    public static int Run(ContentFolder content, string script, TextWriter output)
    {
        var folder = Path.GetDirectoryName(script) ?? "";
        var file = ContentFile.Read(content, script);
        var read = RecordingScript.Read(file);
        var scenarioFile = ContentFile.Read(content, Path.Combine(folder, read.ScenarioFile));
        var scenario = ScenarioReader.Read(scenarioFile);
        var problems = file.Problems.Concat(scenarioFile.Problems).ToList();
        foreach (var problem in problems)
        {
            output.WriteLine(problem);
        }

        if (problems.Count > 0)
        {
            return ExitCode.ContentProblems;
        }

        var (files, story) = IncidentRecorder.Record(read, scenario);
        foreach (var (name, text) in files)
        {
            File.WriteAllText(Path.Combine(content.FullPath(folder), name), text);
            output.WriteLine($"written {folder}/{name}");
        }

        foreach (var line in story)
        {
            output.WriteLine(line);
        }

        return ExitCode.Stopped;
    }
}
