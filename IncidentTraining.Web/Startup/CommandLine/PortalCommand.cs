using System.CommandLine;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>What the program should do.</summary>
internal enum Verb
{
    /// <summary>Nothing: the help or version was printed, or the command line was invalid.</summary>
    None,

    /// <summary>Run the portal until it is stopped.</summary>
    Serve,

    /// <summary>Check the content and exit.</summary>
    CheckContent,

    /// <summary>Rewrite content files of an older format and exit.</summary>
    UpgradeContent,

    /// <summary>Write the first version of a scenario and exit.</summary>
    NewScenario,

    /// <summary>Play a scenario for its author and exit.</summary>
    PlayScenario,

    /// <summary>Print the reference for authors of scenarios and exit.</summary>
    PrintReference,

    /// <summary>Estimate how hard the causes of the scenarios are, print the table and exit.</summary>
    PrintDifficulty,

    /// <summary>Print the JSON schema of scenarios and exit.</summary>
    PrintSchema,

    /// <summary>Record an incident for exercises and exit.</summary>
    RecordContent,

    /// <summary>Print a one-time code for an account and exit.</summary>
    ResetAccount,
}

/// <summary>The parsed command line.</summary>
/// <param name="Settings">The settings on the command line, as <c>--name=value</c>.</param>
internal sealed record PortalCommand(Verb Verb, IReadOnlyList<string> Settings)
{
    /// <summary>The exit code when there is nothing to do.</summary>
    public int ExitCode { get; private init; }

    /// <summary>The script to record, relative to the content folder; empty for other verbs.</summary>
    public string Script { get; private init; } = "";

    /// <summary>The account to reset; empty for other verbs.</summary>
    public string Account { get; private init; } = "";

    /// <summary>Whether to print the report as JSON.</summary>
    public bool AsJson { get; private init; }

    /// <summary>Whether to play the scenarios against blind actions as well.</summary>
    public bool Deep { get; private init; }

    /// <summary>The id of the scenario: the only one to check, the new one or the one to play; null for all, and for other verbs.</summary>
    public string? Scenario { get; private init; }

    /// <summary>The first seed to try when a scenario is played.</summary>
    public long Seed { get; private init; }

    /// <summary>Parses a command line. Prints help on request; invalid input is refused with the help text.</summary>
    /// <param name="output">Receives the help and the version.</param>
    /// <param name="errors">Receives an error with the help text.</param>
    public static PortalCommand Parse(string[] args, TextWriter output, TextWriter errors)
    {
        var tree = new CommandTree(args);
        var parsed = tree.Parse();
        if (parsed.Errors.Count > 0)
        {
            parsed.Invoke(new InvocationConfiguration { Output = errors, Error = errors });
            return new PortalCommand(Verb.None, []) { ExitCode = Startup.ExitCode.WrongUsage };
        }

        var verb = tree.VerbOf(parsed);
        if (verb is Verb.None)
        {
            // Help or the version was requested: the arguments that the command itself needs may be missing.
            parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors });
            return new PortalCommand(verb, []);
        }

        List<string> settings = [.. tree.SettingsOf(parsed)];
        if (parsed.GetValue(tree.Folder) is { Length: > 0 } folder)
        {
            settings.Add($"--{Web.Settings.KnownSettings.ContentDirectory}={Path.GetFullPath(folder)}");
        }

        return new PortalCommand(verb, settings)
        {
            Script = parsed.GetValue(tree.Script) ?? "",
            Account = parsed.GetValue(tree.Account) ?? "",
            AsJson = parsed.GetValue(tree.Json),
            Deep = parsed.GetValue(tree.Deep),
            Scenario = parsed.GetValue(tree.Scenario) ?? parsed.GetValue(tree.NewId) ?? parsed.GetValue(tree.Played),
            Seed = parsed.GetValue(tree.Seed),
        };
    }
}
