using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Content;

/// <summary>The workspace of each lab shows what the specification requires of the lab, word for word.</summary>
public sealed class LabWorkspaceTests
{
    [Theory]
    [InlineData(1, "lab-1-high-latency")]
    [InlineData(2, "lab-2-payment-failure")]
    [InlineData(3, "lab-3-database-connection")]
    [InlineData(4, "lab-4-worker-failure")]
    [InlineData(5, "lab-5-full-incident-response")]
    public void A_lab_asks_for_what_the_specification_asks_for(int number, string scenarioId)
    {
        var scenario = SharedContent.Scenarios.Find(scenarioId)!;
        var section = SectionOf(number);
        Assert.StartsWith(Below("Objective:").TrimEnd('.') + ".", scenario.Objective, StringComparison.Ordinal);
        Assert.Equal(List("Scenario:"), scenario.Signs);
        Assert.Equal(List("Steps:"), scenario.Steps.Select(step => step.Title));
        Assert.Equal(List("Investigation:"), scenario.Investigations.Select(check => check.Title));
        Assert.Equal(List("Components:"), scenario.Components.Select(component => component.Title));

        string Below(string label) =>
            section.Single(line => line.Text.StartsWith(label, StringComparison.Ordinal)).Text[label.Length..].Trim();

        // A list below its label, or the words after it; empty for a lab without the label.
        IEnumerable<string> List(string label)
        {
            var start = section.FindIndex(line => line.Text.StartsWith(label, StringComparison.Ordinal));
            return start < 0 ? []
                : section[start].Text.Length > label.Length ? [section[start].Text[label.Length..].Trim()]
                : section
                    .Skip(start + 1)
                    .TakeWhile(line => line.Kind is SpecificationLineKind.Bullet or SpecificationLineKind.Numbered)
                    .Select(line => line.Text);
        }
    }

    [Theory]
    [InlineData("lab-1-high-latency")]
    [InlineData("lab-2-payment-failure")]
    [InlineData("lab-3-database-connection")]
    [InlineData("lab-4-worker-failure")]
    [InlineData("lab-5-full-incident-response")]
    public void People_ask_when_nothing_is_said_or_the_wrong_thing_is_done_and_no_message_names_a_cause(string scenarioId)
    {
        var scenario = SharedContent.Scenarios.Find(scenarioId)!;
        Assert.Contains(scenario.Prompts, prompt =>
            prompt is { Trigger: PromptTrigger.Silence, After.TotalMinutes: 10, Expects: PromptReply.Update }
        );
        Assert.Contains(scenario.Prompts, prompt => prompt is { Trigger: PromptTrigger.WrongMitigation, Expects: PromptReply.Message });
        Assert.Contains(scenario.Injects, inject => inject.Expects == PromptReply.Update);
        foreach (var cause in scenario.RootCauses)
        {
            Assert.All(scenario.Prompts.Select(p => p.Text).Concat(scenario.Injects.Select(i => i.Text)), text =>
                Assert.DoesNotContain(cause.Title, text, StringComparison.OrdinalIgnoreCase)
            );
        }
    }

    private static List<SpecificationLine> SectionOf(int lab) =>
        [
            .. Specification
                .Parse(Specification.ReadFile())
                .SkipWhile(line =>
                    !(line.Kind == SpecificationLineKind.Heading && line.Text.StartsWith($"Lab {lab}:", StringComparison.Ordinal))
                )
                .Skip(1)
                .TakeWhile(line => line.Kind != SpecificationLineKind.Heading),
        ];
}
