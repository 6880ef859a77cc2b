using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Authoring;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The command <c>content new &lt;id&gt;</c>: writes the first version of a scenario.</summary>
internal static class NewScenarioCommand
{
    /// <summary>Writes the file; an existing one is never overwritten.</summary>
    /// <param name="content">The content folder.</param>
    /// <param name="id">The scenario's id.</param>
    /// <param name="output">Receives what was written and what to do next.</param>
    /// <param name="error">Receives the reason when nothing was written.</param>
    /// <returns>The exit code: 0 when it was written, 64 when the id is not valid or already used.</returns>
    public static int Run(ContentFolder content, string id, TextWriter output, TextWriter error)
    {
        if (!ScenarioTemplate.IsId(id))
        {
            error.WriteLine($"'{id}' cannot be an id. Use lower-case words joined by hyphens, for example slow-search.");
            return ExitCode.WrongUsage;
        }

        if (ScenarioFiles.Find(content, id) is { } taken)
        {
            error.WriteLine($"{taken} already exists. Choose another id, or change that file.");
            return ExitCode.WrongUsage;
        }

        var path = $"{ScenarioFiles.Folder}/{id}.yaml";
        Directory.CreateDirectory(content.FullPath(ScenarioFiles.Folder));
        using (var file = new FileStream(content.FullPath(path), FileMode.CreateNew))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(ScenarioTemplate.For(id));
        }

        output.WriteLine($"Written: {content.FullPath(path)}");
        output.WriteLine(
            $"Next: run 'content play {id}' to see what appears when, edit the file, then run 'content check' to find problems."
        );
        output.WriteLine($"For a lab, write 'scenario: {id}' in the front matter of a page of kind 'lab'.");
        return ExitCode.Stopped;
    }
}
