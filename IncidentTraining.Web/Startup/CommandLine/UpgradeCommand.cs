using IncidentTraining.Core.Content;
using IncidentTraining.Core.Content.Formats;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The command <c>content upgrade</c>: rewrites files of an older format.</summary>
internal static class UpgradeCommand
{
    /// <summary>Rewrites them and reports which.</summary>
    /// <param name="content">The content folder.</param>
    /// <param name="format">The target format.</param>
    /// <param name="output">Receives a line for each file and what to do next.</param>
    /// <param name="error">Receives the reason when a file cannot be written.</param>
    /// <returns>The exit code: 0 when all files now have the format, 74 when one cannot be written.</returns>
    public static int Run(ContentFolder content, ContentFormat format, TextWriter output, TextWriter error)
    {
        try
        {
            var (rewritten, files) = new UpgradeContent(format).Run(content);
            foreach (var path in rewritten)
            {
                output.WriteLine($"Rewritten: {path} (original: {path}{UpgradeContent.Kept})");
            }

            output.WriteLine(
                rewritten.Count == 0
                    ? $"All {files} YAML files have the format {format.Current}; nothing was changed."
                    : $"{rewritten.Count} of {files} YAML files were rewritten to the format {format.Current}. Next: content check."
            );
            return ExitCode.Stopped;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"A file could not be rewritten, so the remaining files were skipped: {unwritable.Message}");
            return ExitCode.CannotWrite;
        }
    }
}
