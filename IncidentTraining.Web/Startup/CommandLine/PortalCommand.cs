using System.CommandLine;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>What the program is asked to do.</summary>
internal enum Verb
{
    /// <summary>Nothing more: the help or the version was printed, or the command line was refused.</summary>
    None,

    /// <summary>Run the portal until it is stopped.</summary>
    Serve,

    /// <summary>Check the content and end.</summary>
    CheckContent,

    /// <summary>Record an incident for exercises and end.</summary>
    RecordContent,

    /// <summary>Print a one-time code for an account and end.</summary>
    ResetAccount,
}

/// <summary>The command line, understood.</summary>
/// <param name="Verb">What to do.</param>
/// <param name="Settings">The settings of the command line, in the form <c>--name=value</c>.</param>
internal sealed record PortalCommand(Verb Verb, IReadOnlyList<string> Settings)
{
    /// <summary>How a command line with nothing to do ends.</summary>
    public int ExitCode { get; private init; }

    /// <summary>The script to record, as a path relative to the content; empty for other verbs.</summary>
    public string Script { get; private init; } = "";

    /// <summary>The account to reset; empty for other verbs.</summary>
    public string Account { get; private init; } = "";

    /// <summary>Whether the report is wanted as JSON.</summary>
    public bool AsJson { get; private init; }

    /// <summary>Understands a command line. Asked for help, it prints that; unknown input is refused with the help text.</summary>
    /// <param name="args">As the system gives them.</param>
    /// <param name="output">Takes the help and the version.</param>
    /// <param name="errors">Takes a refusal with its help text.</param>
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
            parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors });
        }

        List<string> settings = [.. tree.SettingsOf(parsed)];
        if (parsed.GetValue(tree.Folder) is { Length: > 0 } folder)
        {
            settings.Add($"--{Web.Settings.KnownSettings.ContentDirectory}={Path.GetFullPath(folder)}");
        }

        return new PortalCommand(verb, settings) { Script = parsed.GetValue(tree.Script) ?? "", Account = parsed.GetValue(tree.Account) ?? "", AsJson = parsed.GetValue(tree.Json) };
    }
}
