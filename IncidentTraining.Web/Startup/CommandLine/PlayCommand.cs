using System.Globalization;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>
/// The command <c>content play &lt;scenario&gt;</c>: prints what appears when for each root cause, and how its evidence path leads to it.
/// </summary>
/// <param name="content">The content folder.</param>
/// <param name="output">Receives the results, or the scenario's problems.</param>
/// <param name="error">Receives the reason when nothing can be played.</param>
internal sealed class PlayCommand(ContentFolder content, TextWriter output, TextWriter error)
{
    /// <summary>Plays the causes one after the other.</summary>
    /// <param name="id">The scenario's id.</param>
    /// <param name="seed">The first seed to try; each cause is played with the first one that draws it.</param>
    /// <returns>The exit code: 0 when all were played, 1 when the scenario has problems, 64 when there is no such scenario.</returns>
    public int Run(string id, long seed)
    {
        if (ScenarioFiles.Find(content, id) is not { } path)
        {
            error.WriteLine($"There is no scenario '{id}'. There are: {string.Join(", ", ScenarioFiles.Ids(content))}.");
            return ExitCode.WrongUsage;
        }

        var file = ContentFile.Read(content, path);
        var scenario = ScenarioReader.Read(file);
        file.ReportUnknownKeys();
        foreach (var problem in file.Problems)
        {
            output.WriteLine(problem);
        }

        if (file.Problems.Any(problem => problem.Severity is ContentSeverity.Error))
        {
            return ExitCode.ContentProblems;
        }

        foreach (var cause in scenario.RootCauses)
        {
            Print(CausePlay.Of(scenario, cause, seed));
        }

        return ExitCode.Stopped;
    }

    private void Print(CausePlay play)
    {
        output.WriteLine($"{play.Cause.Id}: {play.Cause.Title}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  Seed {play.Seed}; the incident begins at {Time(play.Begins)}."));
        output.WriteLine($"  What appears in {CausePlay.AfterBegin.TotalMinutes:0} minutes if nothing is done, and not in a healthy shop:");
        foreach (var one in play.Appears)
        {
            output.WriteLine($"    {Time(one.At)}  {one.Where.PadRight(14)} {OneLine(one.Text)}");
        }

        output.WriteLine("  Evidence path:");
        if (play.Reference is not { PagedAt: { } page } reference)
        {
            output.WriteLine(play.Reference is null ? "    none" : "    no alert ever pages, so the reference responder has nothing to do");
        }
        else
        {
            foreach (var mark in reference.Marks)
            {
                output.WriteLine($"    {Time(mark.At)}  {OneLine(mark.Text)}");
            }

            output.WriteLine(
                reference.ConcludedAt is { } concluded
                    ? $"    concluded {Time(concluded - page)} after the page"
                    : "    not everything it looks for appears, so it never concludes"
            );
            output.WriteLine(
                play.Cause.IsHealthy ? "    no incident: there is nothing to repair"
                : reference.Course.Truth.ResolvedAt is { } resolved ? $"    resolved at {Time(resolved)}"
                : "    not resolved"
            );
        }

        output.WriteLine();
    }

    private static string Time(TimeSpan time) =>
        string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes:00}:{time.Seconds:00}");

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
