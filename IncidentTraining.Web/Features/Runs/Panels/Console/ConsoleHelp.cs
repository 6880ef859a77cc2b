using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Web.Features.Runs.Panels.Console;

/// <summary>The console's help, and its completion of typed text.</summary>
public static class ConsoleHelp
{
    /// <summary>The word that asks for help.</summary>
    public const string Help = "help";

    /// <summary>The word that empties the screen.</summary>
    public const string Clear = "clear";

    /// <summary>The whole help, or that of one action with its arguments.</summary>
    /// <param name="actions">The shop's actions.</param>
    /// <param name="about">The requested action; empty for all.</param>
    public static IReadOnlyList<string> About(IReadOnlyList<ActionDescription> actions, string about)
    {
        if (about.Length == 0)
        {
            return
            [
                "To look: " + string.Join(", ", ConsoleCommand.All.Select(command => command.Name)),
                "To act, as name and arguments:",
                .. actions.Select(action => $"  {Usage(action)}"),
                "help NAME says more about one. clear empties the screen.",
            ];
        }

        if (ConsoleCommand.All.FirstOrDefault(command => command.Name == about) is { } looks)
        {
            return [$"{looks.Name}: {looks.Title}"];
        }

        return actions.FirstOrDefault(action => action.Name == about) is { } found
            ?
            [
                $"{Usage(found)}",
                found.Description,
                $"Takes effect after {found.Delay.TotalSeconds:0.#} s.",
                .. found.Arguments.Select(argument => $"  {argument.Name}: {argument.Title}; {Values(argument)}"),
            ]
            : [$"There is no command “{about}”. help lists everything."];
    }

    /// <summary>The possible continuations of a line.</summary>
    /// <param name="actions">The shop's actions.</param>
    /// <param name="line">The typed text.</param>
    /// <returns>The possible complete lines, at most twenty.</returns>
    public static IReadOnlyList<string> Complete(IReadOnlyList<ActionDescription> actions, string line)
    {
        var words = line.TrimStart().Split(' ');
        var (typed, before) = (words[^1], string.Join(' ', words[..^1]));
        var candidates =
            words.Length == 1 ? First(actions)
            : words[0] == Help ? First(actions)
            : actions.FirstOrDefault(action => action.Name == words[0]) is { } action ? Arguments(action, words[1..^1], typed)
            : [];
        return
        [
            .. candidates
                .Where(candidate => candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                .Select(candidate => before.Length == 0 ? candidate : $"{before} {candidate}")
                .Distinct()
                .Take(20),
        ];
    }

    /// <summary>The longest common prefix of the lines; the typed text when there are none.</summary>
    public static string Shared(IReadOnlyList<string> lines, string typed)
    {
        if (lines.Count == 0)
        {
            return typed;
        }

        var length = Enumerable
            .Range(0, lines.Min(line => line.Length) + 1)
            .Last(count => lines.All(line => line[..count] == lines[0][..count]));
        return lines[0][..length];
    }

    private static IEnumerable<string> First(IReadOnlyList<ActionDescription> actions) =>
        ConsoleCommand
            .All.Select(command => command.Name)
            .Concat([Help, Clear])
            .Concat(actions.Select(action => action.Name))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Arguments(ActionDescription action, string[] given, string typed)
    {
        var left = action.Arguments.Where(argument => !given.Any(word => word.StartsWith(argument.Name + "=", StringComparison.Ordinal)));
        foreach (var argument in left)
        {
            if (!typed.Contains('='))
            {
                yield return argument.Name + "=";
            }
            else if (typed.StartsWith(argument.Name + "=", StringComparison.Ordinal))
            {
                foreach (var value in argument.Choices.Count > 0 ? argument.Choices : [argument.Suggested])
                {
                    yield return $"{argument.Name}={value}";
                }
            }
        }
    }

    private static string Usage(ActionDescription action) =>
        string.Join(' ', action.Arguments.Select(argument => $"{argument.Name}=…").Prepend(action.Name));

    private static string Values(ArgumentDescription argument) =>
        argument.Choices.Count > 0 ? $"one of {string.Join(", ", argument.Choices)}" : $"from {argument.Minimum} to {argument.Maximum}";
}
