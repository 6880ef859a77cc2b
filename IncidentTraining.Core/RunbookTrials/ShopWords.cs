using System.Globalization;
using IncidentTraining.Core.Documents.Runbooks;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components.Api;
using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.RunbookTrials;

/// <summary>The names that steps can use: everything that can be observed and done in the shops of the current scenarios.</summary>
public sealed class ShopWords(RunScenarios scenarios) : IShopWords
{
    private static readonly string[] HealthStates = ["up", "down", "ok", "degraded", "unavailable"];
    private static readonly string[] StatusStates = ["operational", "degraded", "outage"];
    private static readonly string[] NetworkStates = ["ok", "slow", "busy", "lossy", "one-way", "refused", "skewed", "unreachable"];
    private static readonly string[] AlertStates = ["firing", "quiet", "pending", "resolved"];

    private Words? _words;

    /// <inheritdoc/>
    public IReadOnlyList<StepExample> Examples => Now().Examples;

    /// <inheritdoc/>
    public string? ProblemWith(RunbookStep step) =>
        (step.Condition is { } condition ? ProblemWith(condition, Now()) : null)
        ?? (step.Command is { } command ? ProblemWith(command, Now()) : null);

    private static string? ProblemWith(ShopCondition condition, Words words) =>
        condition.Place switch
        {
            "chart" => OneOf(condition.Name, ChartNames.All, "chart"),
            "alert" => OneOf(condition.Name, words.Alerts, "alert") ?? OneOf(condition.Words, AlertStates, "state of an alert"),
            "health" => OneOf(condition.Name, ["ready", "database", "redis", "gateway", "rotation"], "health check")
                ?? OneOf(condition.Words, HealthStates, "health state"),
            "status" => OneOf(condition.Name, ["paylane", "supabase", "mail"], "status page")
                ?? OneOf(condition.Words, StatusStates, "status"),
            "network" => OneOf(condition.Name, NetworkRoutes.All, "network route")
                ?? OneOf(condition.Words, NetworkStates, "network check result"),
            "statement" => OneOf(condition.Name, DatabaseOptions.Statements, "statement"),
            "loop" or "memory" => OneOf(condition.Name, ApiOptions.Names, "instance"),
            _ => null,
        };

    private static string? ProblemWith(ShopCommand command, Words words)
    {
        if (!words.Actions.TryGetValue(command.Action, out var action))
        {
            return $"There is no action “{command.Action}”. There are {string.Join(", ", words.Actions.Keys)}.";
        }

        foreach (var (name, value) in command.Arguments)
        {
            if (action.Arguments.FirstOrDefault(argument => argument.Name == name) is not { } argument)
            {
                return $"{command.Action} has no argument “{name}”. It takes {(action.Arguments.Count == 0 ? "none" : string.Join(", ", action.Arguments.Select(one => one.Name)))}.";
            }

            if (ProblemWith(argument, value) is { } problem)
            {
                return problem;
            }
        }

        return action.Arguments.FirstOrDefault(argument => !command.Arguments.ContainsKey(argument.Name)) is { } missing
            ? $"{command.Action} needs {missing.Name}: {Example(action)}"
            : null;
    }

    /// <summary>The shop itself checks bounds when the step is executed; here only values that can never be valid are rejected.</summary>
    private static string? ProblemWith(ArgumentDescription argument, string value) =>
        value.StartsWith('{') ? null
        : argument.Choices.Count > 0 ? OneOf(value, argument.Choices, argument.Name)
        : int.TryParse(value, CultureInfo.InvariantCulture, out var number) && number >= argument.Minimum && number <= argument.Maximum
            ? null
        : $"{argument.Name} must be a whole number from {argument.Minimum} to {argument.Maximum}.";

    private static string? OneOf(string word, IReadOnlyCollection<string> known, string what) =>
        known.Contains(word, StringComparer.OrdinalIgnoreCase)
            ? null
            : $"There is no {what} “{word}”. There are {string.Join(", ", known)}.";

    private static string Example(ActionDescription action) =>
        string.Join(
            ' ',
            [
                action.Name,
                .. action.Arguments.Select(argument =>
                    $"{argument.Name}={(argument.Choices.Count > 0 ? argument.Choices[0] : argument.Suggested is { Length: > 0 } suggested ? suggested : "{suspect}")}"
                ),
            ]
        );

    private Words Now()
    {
        IReadOnlyList<Scenario> all = [.. scenarios.All];
        // The actions are described by a shop, so one is created for each version of the content.
        if (_words is not { } words || !words.Scenarios.SequenceEqual(all))
        {
            _words = words = Words.Of(all);
        }

        return words;
    }

    private sealed record Words(
        IReadOnlyList<Scenario> Scenarios,
        IReadOnlyDictionary<string, ActionDescription> Actions,
        IReadOnlyList<string> Alerts,
        IReadOnlyList<StepExample> Examples
    )
    {
        public static Words Of(IReadOnlyList<Scenario> all)
        {
            var actions = all.SelectMany(scenario => ShopSimulation.Create(scenario, seed: 0).Actions)
                .GroupBy(action => action.Name)
                .ToDictionary(same => same.Key, Merge);
            IReadOnlyList<string> alerts =
            [
                SymptomWatch.Any,
                .. all.SelectMany(scenario => scenario.Alerts).Select(alert => alert.Id).Distinct(),
            ];
            return new Words(
                all,
                actions,
                alerts,
                [
                    new("Checks", "check chart latency_p95 above 400", "A dashboard chart is above or below a value"),
                    new("Checks", "check log \"request failed\"", "The log contains a line with this text"),
                    new("Checks", $"check alert {alerts[^1]} is firing", "An alert is firing or not"),
                    new("Checks", "check health database is up", "A dependency in the readiness check is up or down"),
                    new("Checks", "check status paylane is operational", "A provider's status page reports this status"),
                    new("Checks", "check network api-database is ok", "The network check of a route has this result"),
                    new(
                        "Checks",
                        "check statement list_products above 60",
                        "A statement takes longer than this on average, in milliseconds"
                    ),
                    new("Checks", "check memory api-1 above 80", "An instance keeps more memory than this, in per cent of its limit"),
                    new("Checks", "check loop api-1 above 90", "An instance's event loop is busy for more than this, in per cent"),
                    new("Checks", "check chart error_rate below 1 within 5m", "Waits up to the given time for a check to hold"),
                    new(
                        "Decisions",
                        "if chart error_rate above 5 then shed-traffic percent=30",
                        "Runs an action only if a condition holds"
                    ),
                    new("People and time", "wait 2m", "Gives an action time to take effect"),
                    new("People and time", "note Tell the support lead what customers see", "A step that only a person can do"),
                    .. actions.Values.Select(action => new StepExample("Actions", $"do {Example(action)}", action.Title)),
                ]
            );
        }

        /// <summary>Shops can offer different actions, such as experiments; a runbook can use those of any shop.</summary>
        private static ActionDescription Merge(IEnumerable<ActionDescription> same)
        {
            var all = same.ToList();
            return all[0] with
            {
                Arguments =
                [
                    .. all[0]
                        .Arguments.Select(
                            (argument, place) =>
                                argument with
                                {
                                    Choices = [.. all.SelectMany(action => action.Arguments[place].Choices).Distinct()],
                                }
                        ),
                ],
            };
        }
    }
}
