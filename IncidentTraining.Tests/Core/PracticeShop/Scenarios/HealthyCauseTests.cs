using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.PracticeShop.Scenarios;

/// <summary>A healthy cause is parsed and played: mistakes are reported with their line and a cure.</summary>
[Trait("Speed", "slow")]
public class HealthyCauseTests
{
    static string Text => Labs.Pager.Source;

    [Fact]
    public void The_scenario_of_the_pager_keeps_what_it_promises() => Assert.Empty(ScenarioProof.Check(Labs.Pager));

    [Theory]
    [InlineData("    shown-by: [queue, dashboard]\n", "", "Nothing says which views show", "Add a line such as")]
    [InlineData("shown-by: [queue, dashboard]", "shown-by: [queue, redis]", "has no look at 'redis'", "Name views of its looks")]
    [InlineData(
        "    diagnosis: []\n    shown-by: [queue",
        "    mitigations:\n      - { action: restart-worker, worker: all }\n    diagnosis: []\n    shown-by: [queue",
        "has 'mitigations'",
        "Leave it out"
    )]
    [InlineData(
        "no order is late: there is no incident.\"\n",
        "no order is late: there is no incident.\"\n      repair:\n        - { after: 0s, action: restart-worker, worker: all }\n",
        "repairs something",
        "Remove 'first' and 'repair'"
    )]
    [InlineData(
        "    diagnosis:\n      - { what: [payment-gateway]",
        "    shown-by: [payments]\n    diagnosis:\n      - { what: [payment-gateway]",
        "Only a healthy system has views",
        "Write 'diagnosis: []'"
    )]
    public void A_mistake_in_a_healthy_cause_is_reported(string right, string wrong, string reason, string cure)
    {
        var at = Text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at > 0);
        var file = new ContentFile("scenarios/on-call.yaml", Text[..at] + wrong + Text[(at + right.Length)..]);

        ScenarioReader.Read(file);

        var problem = Assert.Single(file.Problems);
        Assert.Contains(reason, problem.Reason, StringComparison.Ordinal);
        Assert.StartsWith(cure, problem.Cure, StringComparison.Ordinal);
        Assert.InRange(problem.Line, Text[..at].Count(letter => letter == '\n') - 20, Text[..at].Count(letter => letter == '\n') + 20);
    }

    [Fact]
    public void An_incident_that_lists_nothing_under_diagnosis_by_mistake_is_not_taken_for_a_healthy_shop()
    {
        var file = new ContentFile(
            "scenarios/on-call.yaml",
            Text.Replace("    diagnosis: []\n    shown-by: [queue, dashboard]\n", "    diagnosis:\n", StringComparison.Ordinal)
        );
        ScenarioReader.Read(file);
        Assert.Contains(file.Problems, problem => problem.Reason.Contains("mitigations", StringComparison.Ordinal));
    }

    [Theory]
    // 900 jobs are completed in time, 4,000 are not.
    [InlineData("jobs: 900", "jobs: 4000", "report-jobs", "a service level breaks at", "Weaken its faults")]
    [InlineData("seconds: 150", "seconds: 420", "passed-outage", "less than the hold time before it pages", "Weaken its faults")]
    [InlineData("seconds: 150", "seconds: 3000", "passed-outage", "a service level ", "Weaken its faults")]
    [InlineData(
        "percent: 35 }\n    symptoms",
        "percent: 10 }\n    symptoms",
        "covers-elsewhere",
        "No alert pages",
        "Make an alert with severity 'page' fire"
    )]
    public void A_healthy_cause_that_harms_customers_or_pages_no_one_is_refused_with_its_line(
        string right,
        string wrong,
        string cause,
        string reason,
        string cure
    )
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        var file = new ContentFile("scenarios/on-call.yaml", Text.Replace(right, wrong, StringComparison.Ordinal));
        var scenario = ScenarioReader.Read(file);
        Assert.Empty(file.Problems);
        var own = scenario.RootCauses.Single(one => one.Id == cause);

        var flaw = Assert.Single(ScenarioProof.Check(scenario with { RootCauses = [own] }), flaw =>
            flaw.Cure.StartsWith(cure, StringComparison.Ordinal)
        );
        Assert.Contains($"'{cause}'", flaw.Sentence, StringComparison.Ordinal);
        Assert.Contains(reason, flaw.Sentence, StringComparison.Ordinal);
        Assert.Equal(own.Line, flaw.Line);
    }
}
