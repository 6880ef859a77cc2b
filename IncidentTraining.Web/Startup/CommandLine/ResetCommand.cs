using System.Globalization;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Storage;
using IncidentTraining.Web.Paths;
using Microsoft.Data.Sqlite;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>
/// The command <c>accounts reset &lt;name&gt;</c>: restores access when no administrator can sign in. Anyone who can read the data folder
/// can run it, even while the portal is running.
/// </summary>
internal static class ResetCommand
{
    /// <summary>Prints the code, or the reason why there is none.</summary>
    /// <returns>The exit code: 0 with a code, 64 for an unknown name, 78 without a database.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string name, TextWriter output, TextWriter error)
    {
        if (!File.Exists(services.GetRequiredService<DatabaseFile>().Path))
        {
            await error.WriteLineAsync(
                "There is no database in the data folder. Start the portal once, or name its folder with --Data:Directory."
            );
            return ExitCode.WrongSettings;
        }

        try
        {
            var outcome = await services.GetRequiredService<IssueCode>().FromServerAsync(name);
            if (!outcome.Succeeded)
            {
                await error.WriteLineAsync(outcome.Refusal.Message);
                return ExitCode.WrongUsage;
            }

            await output.WriteLineAsync($"One-time code for {outcome.Value.Name}: {outcome.Value.Code}");
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Open {PeoplePaths.NewPassphrase} on the portal and choose a new passphrase with it before {outcome.Value.Until:HH:mm} UTC. It works once."
                )
            );
            return ExitCode.Stopped;
        }
        catch (SqliteException exception)
        {
            await error.WriteLineAsync(
                $"The database cannot be used: {exception.Message} Start the portal of this version once, so that it updates the database."
            );
            return ExitCode.WrongSettings;
        }
    }
}
