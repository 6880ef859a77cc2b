using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

public class ScenarioReaderTests
{
    [Fact]
    public void The_scenario_of_Lab_1_is_read_whole()
    {
        var scenario = Lab1.Scenario;
        Assert.Equal(8, scenario.RootCauses.Count);
        Assert.Equal(["P0", "P1"], scenario.Severities);
        Assert.Equal(6, scenario.Steps.Count);
        Assert.Equal(5, scenario.ParTimes.Count);
        Assert.NotEmpty(scenario.Hints);
        Assert.Equal(Lab1.Text.ReplaceLineEndings("\n"), scenario.Source);
    }

    [Theory]
    [InlineData("id: lab-1-high-latency", "id: lab-9", "differs from the file's name")]
    [InlineData("browse: 70", "browse: 71", "add up to 101 %")]
    [InlineData("latency-threshold: 400ms", "latency-threshold: 410ms", "not a bucket of the duration histogram")]
    [InlineData("hold-time: 2m", "hold-time: 2s", "The hold time")]
    [InlineData("  payment-success-percent: 97", "  # none", "'payment-success-percent' is missing")]
    [InlineData("  order-delay: 60s", "  # none", "'order-delay' is missing")]
    [InlineData("kind: pooler-places", "kind: pooler-plaices", "There is no fault “pooler-plaices”")]
    [InlineData("enough: 12", "enough: 3", "“enough” must be a whole number from 8 to 60")]
    [InlineData("enough: 12", "enuogh: 12", "“enuogh” is not known here")]
    [InlineData("{ action: roll-back }", "{ action: roll-forward }", "There is no action “roll-forward”")]
    [InlineData("{ action: restart-instance, instance: api-2 }", "{ action: start-instance, instance: api-1 }", "api-1 is already running")]
    [InlineData("    latency: 500ms\n", "", "adds no latency")]
    [InlineData("severities: [P0, P1]", "severities: [P7]", "severities are missing or unknown")]
    [InlineData("looks: [dashboard, alerts, logs]", "looks: [dashboard, alerts, kaos]", "There is no view 'kaos'")]
    [InlineData("  - id: missing-index\n    title", "  - id: pool-too-small\n    title", "occurs 2 times")]
    [InlineData("statement: orders_of_customer", "statement: orders_of_nobody", "There is no 'orders_of_nobody' in statement")]
    [InlineData("loop: api-2, above: 90", "loop: api-2", "The symptom of 'api-2' has no bound")]
    [InlineData("severity: page", "severity: loud", "cannot be a 'loud'")]
    [InlineData("kind: config\n", "kind: konfig\n", "There is no kind of change 'konfig'")]
    [InlineData("objective: ", "goal: ", "'objective' is missing")]
    public void A_mistake_is_reported_with_its_line_and_cure(string right, string wrong, string reason)
    {
        var at = Lab1.Text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, $"“{right}” is no longer in the scenario.");
        var file = new ContentFile("scenarios/lab-1-high-latency.yaml", Lab1.Text[..at] + wrong + Lab1.Text[(at + right.Length)..]);

        _ = ScenarioReader.Read(file);

        Assert.Contains(file.Problems, problem => problem.Reason.Contains(reason));
        Assert.All(file.Problems, problem =>
        {
            Assert.Equal("scenarios/lab-1-high-latency.yaml", problem.File);
            Assert.InRange(problem.Line, 1, Lab1.Text.Count(letter => letter == '\n'));
            Assert.NotEmpty(problem.Cure);
        });
    }

    [Fact]
    public void What_started_a_cause_is_stated_in_its_diagnosis_and_nowhere_else()
    {
        Assert.Equal(["secrets-quarter", "analytics"], Labs.Cause("lab-5-full-incident-response", "webhook-key-locked-table").StartedBy);
        Assert.Empty(Labs.Cause("lab-2-payment-failure", "gateway-erring").StartedBy);
        var file = new ContentFile(
            "scenarios/lab-1-high-latency.yaml",
            Lab1.Text.Replace("    expert-run:", "    started-by: [config-pool]\n    expert-run:", StringComparison.Ordinal)
        );
        _ = ScenarioReader.Read(file);
        Assert.Empty(file.Problems);
        file.ReportUnknownKeys();
        Assert.Equal(
            Lab1.Scenario.RootCauses.Count,
            file.Problems.Count(problem => problem.Reason.Contains("'started-by' is unknown", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData(""), InlineData("- a list"), InlineData("id: ["), InlineData("id: lab-1-high-latency")]
    public void A_file_that_is_no_scenario_has_problems_and_breaks_nothing(string text)
    {
        var file = new ContentFile("scenarios/lab-1-high-latency.yaml", text);
        _ = ScenarioReader.Read(file);
        Assert.NotEmpty(file.Problems);
    }
}
