using System.Globalization;
using System.Reflection;
using System.Text;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Components.Chaos;
using IncidentTraining.Core.PracticeShop.Components.Exports;
using IncidentTraining.Core.PracticeShop.Components.Network;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.PracticeShop.Telemetry.Alerts;

namespace IncidentTraining.Core.PracticeShop.Authoring;

/// <summary>
/// Writes the reference for scenario authors: every name that a scenario can use, taken from the code that reads it. Meanings are the
/// summaries in the code.
/// </summary>
public static class ScenarioReference
{
    /// <summary>The reference as Markdown.</summary>
    /// <param name="comments">The summaries of the code.</param>
    /// <param name="scenario">A scenario whose shop provides the actions: some depend on the scenario.</param>
    public static string Write(CodeComments comments, Scenario scenario)
    {
        // Some actions and charts exist only in a shop with an order export or an offer.
        var limits = scenario.Limits with { Exports = new OrderExports(), Offer = new SeasonOffer() };
        var shop = ShopSimulation.Create(scenario with { Limits = limits }, seed: 1);
        var text = new StringBuilder(
            """
            # Scenario reference

            Every name that a file under `content/scenarios` can use. `content reference` writes this page from the code; [content.md](content.md)
            explains how a scenario is built. `content new ID` makes a first one, and `content play ID` prints what it shows and when.


            """.ReplaceLineEndings("\n")
        );
        AddFaults(text, comments);
        AddActions(text, shop.Actions);
        AddConstants(text, comments, "Views", "For `looks`, `view` and `moot-after-looks`.", typeof(ShopViews));
        AddCharts(text, comments, shop);
        AddEnum<AlertMeasure>(text, comments, "Measures of alerts", "For `measure` of an alert.");
        AddNames(
            text,
            "Network routes",
            "For the fault `network-partition`, the action `restore-route` and `network` symptoms.",
            NetworkRoutes.All
        );
        AddEnum<FaultPlace>(text, comments, "What failed", "For `what` of a diagnosis.");
        AddEnum<FaultMode>(text, comments, "How it failed", "For `how` of a diagnosis.");
        AddPrecedents(text, comments);
        AddEnum<InjectTrigger>(text, comments, "Moments of messages", "For `when` of an inject.");
        AddEnum<PromptTrigger>(text, comments, "Moments of prompts", "For `when` of a prompt.");
        AddEnum<WantTrigger>(text, comments, "Moments of questions", "For `when` of what a person in the channel wants to know.");
        AddEnum<PromptReply>(text, comments, "Expected reactions", "For `expects` of an inject or a prompt.");
        AddEnum<StepProof>(text, comments, "Proofs of steps", "For `proof` of a step.");
        AddEnum<ComponentProof>(text, comments, "Proofs of components", "For `proof` of a component.");
        AddEnum<ExperimentTarget>(text, comments, "Targets of experiments", "For `target` of an experiment.");
        AddEnum<ExperimentEffect>(text, comments, "Effects of experiments", "For `effect` of an experiment.");
        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void AddFaults(StringBuilder text, CodeComments comments)
    {
        Heading(
            text,
            "Faults",
            "For `kind` of a fault, with its options next to it and `after`, its start after the start of the incident."
        );
        foreach (var kind in FaultCatalogue.Kinds)
        {
            var (type, options) = FaultCatalogue.Describe(kind);
            text.Append(CultureInfo.InvariantCulture, $"### `{kind}`\n\n{comments.Of(type)}\n\n");
            if (options.Count == 0)
            {
                continue;
            }

            foreach (var option in options)
            {
                var meaning = comments.OfParameter(type, Camel(option.Name));
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- `{option.Name}`{(option.IsOptional ? " (optional)" : "")}: {Values(option)}{(meaning.Length > 0 ? $". {meaning}" : "")}\n"
                );
            }

            text.Append('\n');
        }
    }

    private static void AddPrecedents(StringBuilder text, CodeComments comments)
    {
        Heading(text, "Precedents", $"For `precedent` of a cause. {comments.Of(typeof(Precedent))}");
        foreach (
            var part in (string[])[nameof(Precedent.Title), nameof(Precedent.Told), nameof(Precedent.Source), nameof(Precedent.Address)]
        )
        {
            text.Append(CultureInfo.InvariantCulture, $"- `{part.ToLowerInvariant()}`: {comments.OfParameter(typeof(Precedent), part)}\n");
        }

        text.Append('\n');
    }

    private static void AddActions(StringBuilder text, IReadOnlyList<ActionDescription> actions)
    {
        Heading(
            text,
            "Actions",
            "For `action` of a mitigation, a repair and an expert run, and for `actions` of a step. Choices are those of the shop that `content new` makes."
        );
        foreach (var action in actions.OrderBy(action => action.Name, StringComparer.Ordinal))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"### `{action.Name}`\n\n{action.Title}. {action.Description} Takes effect after {action.Delay.TotalSeconds:0.#} s.\n\n"
            );
            foreach (var argument in action.Arguments)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"- `{argument.Name}`: {Values(new OptionDescription(argument.Name, argument.Minimum, argument.Maximum, argument.Choices))}\n"
                );
            }

            if (action.Arguments.Count > 0)
            {
                text.Append('\n');
            }
        }
    }

    private static void AddCharts(StringBuilder text, CodeComments comments, ShopSimulation shop)
    {
        shop.AdvanceTo(TimeSpan.FromSeconds(2));
        var units = shop.Charts(TimeSpan.Zero).Lines.ToDictionary(line => line.Name, line => line.Unit);
        Heading(text, "Charts", "For `chart` symptoms.");
        Table(
            text,
            ["name", "unit", "meaning"],
            Constants(typeof(ChartNames))
                .Select(constant =>
                    (string[])
                        [
                            $"`{constant.Value}`",
                            units[constant.Value] is { Length: > 0 } unit ? unit : "count",
                            comments.OfField(typeof(ChartNames), constant.Field),
                        ]
                )
        );
    }

    private static void AddConstants(StringBuilder text, CodeComments comments, string title, string use, Type type)
    {
        Heading(text, title, use);
        Table(
            text,
            ["name", "meaning"],
            Constants(type).Select(constant => (string[])[$"`{constant.Value}`", comments.OfField(type, constant.Field)])
        );
    }

    private static void AddEnum<T>(StringBuilder text, CodeComments comments, string title, string use)
        where T : struct, Enum
    {
        Heading(text, title, use);
        Table(
            text,
            ["name", "meaning"],
            Enum.GetNames<T>().Zip(YamlValue.NamesOf<T>(), (field, name) => (string[])[$"`{name}`", comments.OfField(typeof(T), field)])
        );
    }

    private static void AddNames(StringBuilder text, string title, string use, IEnumerable<string> names)
    {
        Heading(text, title, use);
        text.Append(string.Concat(names.Select(name => $"- `{name}`\n"))).Append('\n');
    }

    private static void Heading(StringBuilder text, string title, string use) =>
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n{use}\n\n");

    private static void Table(StringBuilder text, IReadOnlyList<string> head, IEnumerable<string[]> rows)
    {
        text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", head)} |\n|{string.Concat(head.Select(_ => "---|"))}\n");
        foreach (var row in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", row)} |\n");
        }

        text.Append('\n');
    }

    private static IEnumerable<(string Field, string Value)> Constants(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
            .Select(field => (field.Name, (string)field.GetRawConstantValue()!));

    private static string Values(OptionDescription option) =>
        option switch
        {
            { Minimum: { } minimum, Maximum: { } maximum } => $"{minimum} to {maximum}",
            { Choices.Count: > 0 } => string.Join(", ", option.Choices.Select(choice => $"`{choice}`")),
            _ => "a name",
        };

    private static string Camel(string kebab)
    {
        var parts = kebab.Split('-');
        return parts[0] + string.Concat(parts[1..].Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
    }
}
