using System.CommandLine;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Web.Settings;

namespace IncidentTraining.Web.Startup.CommandLine;

/// <summary>The commands, options and arguments of the program.</summary>
internal sealed class CommandTree
{
    private readonly string[] _args;
    private readonly RootCommand _root = new("Runs the IncidentTraining portal, or one of the commands below.");
    private readonly Command _check = new("check", "Checks the content and prints every problem with file, line, reason and fix.");
    private readonly Command _upgrade = new(
        "upgrade",
        "Rewrites content files that were written for an earlier format, and keeps a copy of each."
    );
    private readonly Command _record = new("record", "Runs a script in a practice shop and writes its charts and logs next to it.");
    private readonly Command _new = new("new", "Writes the first version of a scenario, which passes every check.");
    private readonly Command _play = new(
        "play",
        "Prints, for each root cause of a scenario, what appears when and how the evidence path leads to it."
    );
    private readonly Command _reference = new("reference", "Prints every name that a scenario can use, as Markdown.");
    private readonly Command _difficulty = new(
        "difficulty",
        "Plays the reference responder on every root cause and prints how hard each is, as YAML for content/difficulty.yaml."
    );
    private readonly Command _schema = new("schema", "Prints the JSON schema of scenarios, for editors.");
    private readonly Command _reset = new(
        "reset",
        "Prints a one-time code for a staff member or administrator to choose a new passphrase."
    );
    private readonly List<Option<string>> _settings = [];

    /// <param name="args">The command line, which determines the settings of open sections that become options.</param>
    public CommandTree(string[] args)
    {
        _args = [.. args.SelectMany(Normalised)];
        foreach (var setting in KnownSettings.Own.Concat(KnownSettings.OfDotNet))
        {
            AddSetting(setting);
        }

        foreach (
            var name in _args
                .Where(arg => arg.StartsWith("--", StringComparison.Ordinal))
                .Select(arg => arg[2..])
                .Distinct(StringComparer.OrdinalIgnoreCase)
        )
        {
            if (KnownSettings.Find(name) is { } setting && _settings.TrueForAll(option => option.Name != $"--{setting.Name}"))
            {
                AddSetting(setting);
            }
        }

        _check.Arguments.Add(Folder);
        _check.Options.Add(Json);
        _check.Options.Add(Deep);
        _check.Options.Add(Scenario);
        _upgrade.Arguments.Add(Folder);
        _record.Arguments.Add(Script);
        _new.Arguments.Add(NewId);
        _play.Arguments.Add(Played);
        _play.Options.Add(Seed);
        RefuseOptions(NewId);
        RefuseOptions(Played);
        RefuseOptions(Folder);
        RefuseOptions(Script);
        _reset.Arguments.Add(Account);
        RefuseOptions(Account);
        _root.Subcommands.Add(
            new Command("content", "Commands for training authors.")
            {
                _check,
                _upgrade,
                _new,
                _play,
                _difficulty,
                _record,
                _reference,
                _schema,
            }
        );
        _root.Subcommands.Add(new Command("accounts", "Commands for portal accounts.") { _reset });
        // A command without an action would ask for a subcommand, and the portal itself needs none.
        _root.SetAction(_ => { });
        _check.SetAction(_ => { });
        _upgrade.SetAction(_ => { });
        _new.SetAction(_ => { });
        _play.SetAction(_ => { });
        _record.SetAction(_ => { });
        _reference.SetAction(_ => { });
        _difficulty.SetAction(_ => { });
        _schema.SetAction(_ => { });
        _reset.SetAction(_ => { });
        _root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();
        _root.Directives.Clear();
    }

    public Argument<string?> Folder { get; } =
        new("FOLDER") { Description = "The content folder. Default: the setting Content:Directory.", Arity = ArgumentArity.ZeroOrOne };

    public Argument<string> Script { get; } = new("SCRIPT") { Description = "The path of the script, relative to the content folder." };

    public Argument<string> NewId { get; } = new("ID") { Description = "The id of the new scenario, for example slow-search." };

    public Argument<string> Played { get; } = new("SCENARIO") { Description = "The id of the scenario." };

    public Option<long> Seed { get; } =
        new("--seed")
        {
            Description = "The first seed to try: each cause is played with the first one that draws it.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };

    public Argument<string> Account { get; } = new("NAME") { Description = "The person's sign-in name." };

    public Option<bool> Json { get; } = new("--json") { Description = "Print the report as JSON, for other programs." };

    public Option<bool> Deep { get; } =
        new("--deep")
        {
            Description =
                $"Also play every cause on {DeepCheck.Seeds} seeds against {DeepCheck.Sequences} random sequences and other blind actions. This takes minutes to hours.",
        };

    public Option<string?> Scenario { get; } =
        new("--scenario") { Description = "With --deep, the id of the only scenario to play.", HelpName = "ID" };

    public ParseResult Parse() =>
        _root.Parse(_args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });

    /// <summary>The requested command; <see cref="Verb.None"/> when the library handles it, as for help.</summary>
    public Verb VerbOf(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.Action is null || parsed.Action != command.Action)
        {
            return Verb.None;
        }

        return command == _check ? Verb.CheckContent
            : command == _upgrade ? Verb.UpgradeContent
            : command == _new ? Verb.NewScenario
            : command == _play ? Verb.PlayScenario
            : command == _reference ? Verb.PrintReference
            : command == _difficulty ? Verb.PrintDifficulty
            : command == _schema ? Verb.PrintSchema
            : command == _record ? Verb.RecordContent
            : command == _reset ? Verb.ResetAccount
            : Verb.Serve;
    }

    /// <summary>The given settings, in the format that .NET reads.</summary>
    public IEnumerable<string> SettingsOf(ParseResult parsed) =>
        from option in _settings
        where parsed.GetResult(option) is { Implicit: false }
        select $"{option.Name}={parsed.GetValue(option)}";

    /// <summary>
    /// Splits <c>--name=value</c>, because the library treats a colon in a name as a separator, and normalizes the case of known names.
    /// </summary>
    private static IEnumerable<string> Normalised(string arg)
    {
        if (!arg.StartsWith("--", StringComparison.Ordinal))
        {
            return [arg];
        }

        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? arg[2..] : arg[2..equals];
        if (equals == arg.Length - 1 && KnownSettings.IsSection(name))
        {
            // Ignored silently: programs that pass a whole configuration, such as a test host, include its sections.
            return [];
        }

        return KnownSettings.Find(name) is not { } setting ? [arg]
            : equals < 0 ? [$"--{setting.Name}"]
            : [$"--{setting.Name}", arg[(equals + 1)..]];
    }

    private void AddSetting(KnownSetting setting)
    {
        var option = new Option<string>($"--{setting.Name}")
        {
            Description = setting.Meaning,
            HelpName = setting.Value,
            Hidden = setting.Meaning is null,
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', '-', ..] } token, ..])
            {
                result.AddError($"{option.Name} needs a value, but is followed by the option '{token.Value}'.");
            }
        });
        _settings.Add(option);
        _root.Options.Add(option);
    }

    private static void RefuseOptions<T>(Argument<T> argument) =>
        argument.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] } token, ..])
            {
                result.AddError($"There is no option {token.Value}.");
            }
        });
}
