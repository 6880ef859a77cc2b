using System.Text.Json;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Web.Startup.CommandLine;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The check of the oracle that takes too long for every build, on a few courses.</summary>
[Trait("Speed", "slow")]
public class DeepCheckTests
{
    const string Lab1 = "lab-1-high-latency",
        Lab4 = "lab-4-worker-failure";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_way_is_played_on_every_seed_and_the_sequences_are_spread_over_them()
    {
        var result = new DeepCheck(2, 3, singles: false).Check(Labs.Scenario(Lab1), Labs.Cause(Lab1, "slow-release"), Ct);

        Assert.Equal(
            (Lab1, "slow-release", 2, (2 * BlindActions.Ways.Count) + 3),
            (result.Scenario, result.Cause, result.Seeds, result.Blind)
        );
        Assert.Empty(result.Flaws);
        // Undoing every change and pressing every button take the release back as well.
        Assert.InRange(result.Accepted, 4, result.Blind - 1);
        Assert.InRange(result.Highest!.Value, double.MinValue, 50);
    }

    [Fact]
    public void A_repair_that_the_scenario_does_not_accept_is_found()
    {
        var (real, sibling) = (Labs.Cause(Lab4, "locked-table"), Labs.Cause(Lab4, "mail-silent"));
        var cause = real with
        {
            Mitigations = [new("restart-redis", new Dictionary<string, string> { ["never"] = "so" })],
            EquivalentRepairs = [],
        };
        var scenario = Labs.Scenario(Lab4) with { RootCauses = [cause, sibling with { Mitigations = real.Mitigations }] };
        var result = new DeepCheck(1, 0, singles: false).Check(scenario, cause, Ct);

        Assert.Equal(0, result.Accepted);
        Assert.Contains(result.Flaws, flaw =>
            flaw.Contains("the repairs of the siblings", StringComparison.Ordinal)
            && flaw.EndsWith("of the outcome without an accepted repair.", StringComparison.Ordinal)
        );
        Assert.True(result.Highest > 50);
        // It is really resolved: the fault is gone, and customers are unaffected.
        Assert.InRange(result.Resolved, 1, result.Blind);
        Assert.DoesNotContain(result.Flaws, flaw => flaw.Contains("resolved with", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_action_is_played_alone_and_one_that_resolves_it_must_be_accepted()
    {
        // Ending the sessions that hold the lock is the only repair; the test's scenario does not accept it.
        var real = Labs.Cause(Lab4, "locked-table");
        var cause = real with { Mitigations = [new("restart-redis", new Dictionary<string, string> { ["never"] = "so" })] };
        var result = new DeepCheck(1, 0).Check(Labs.Scenario(Lab4) with { RootCauses = [cause] }, cause, Ct);

        Assert.InRange(result.Singles, 40, 200);
        Assert.Equal("seed 1: end-sessions analytics alone resolves it but is not an accepted repair.", Assert.Single(result.Flaws));
        Assert.Empty(new DeepCheck(1, 0).Check(Labs.Scenario(Lab4) with { RootCauses = [real] }, real, Ct).Flaws);
        Assert.Equal(0, new DeepCheck(1, 0, singles: false).Check(Labs.Scenario(Lab4) with { RootCauses = [real] }, real, Ct).Singles);
    }

    [Fact]
    public void In_a_healthy_system_only_the_health_of_its_customers_is_looked_at()
    {
        var cause = Labs.Pager.RootCauses.First(cause => cause.IsHealthy);
        var scenario = Labs.Pager with { RootCauses = [cause] };
        var result = new DeepCheck(1, 3).Check(scenario, cause, Ct);

        Assert.Equal((1, 0, 0, 0, null), (result.Seeds, result.Blind, result.Singles, result.Resolved, result.Highest));
        Assert.Empty(result.Flaws);
        var silent = scenario with { Alerts = [] };
        Assert.StartsWith(
            "No alert pages in the healthy system",
            Assert.Single(new DeepCheck(1, 3).Check(silent, cause, Ct).Flaws),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_incident_that_ends_by_itself_and_a_reference_that_does_not_resolve_it_are_found()
    {
        var scenario = NewScenario.Read(text =>
            text.Replace(
                    "{ kind: workers-crashed, workers: 4, after: 0s }",
                    "{ kind: passing-outage, percent: 90, seconds: 60, after: 0s }",
                    StringComparison.Ordinal
                )
                .Replace(
                    "- { after: 0s, action: restart-worker, worker: all }\n\nalerts",
                    "- { after: 0s, action: restart-redis }\n\nalerts",
                    StringComparison.Ordinal
                )
        );
        var passes = new DeepCheck(1, 0, singles: false).Check(Only(scenario, "all-crashed"), scenario.RootCauses[0], Ct);
        Assert.Contains("seed 1: resolved although nothing was done.", passes.Flaws);

        var stays = new DeepCheck(1, 0, singles: false).Check(Only(scenario, "all-stuck"), scenario.RootCauses[1], Ct);
        Assert.Equal("seed 1: the reference responder does not resolve it.", Assert.Single(stays.Flaws));
    }

    [Fact]
    public void An_incident_that_pages_no_one_is_found_and_played_no_further()
    {
        var scenario = Only(NewScenario.Read(text => text), "all-crashed") with { Alerts = [] };
        var result = new DeepCheck(2, 2, singles: false).Check(scenario, scenario.RootCauses[0], Ct);

        Assert.Equal(0, result.Blind);
        Assert.Equal(["seed 1: the reference responder is never paged.", "seed 2: the reference responder is never paged."], result.Flaws);
    }

    [Fact]
    public void A_metastable_cause_is_waited_for_and_brought_back()
    {
        var cause = Labs.Pagers.SelectMany(scenario => scenario.RootCauses).First(cause => cause.Metastable is not null);
        var scenario = Labs.Pagers.First(scenario => scenario.RootCauses.Contains(cause)) with { RootCauses = [cause] };
        var result = new DeepCheck(1, 0, singles: false, waits: 1).Check(scenario, cause, Ct);

        Assert.Equal((1, 0), (result.Metastable!.Seeds, result.Metastable.Waited));
    }

    [Theory]
    [InlineData(0, new[] { 0, 3 })]
    [InlineData(1, new[] { 1, 4 })]
    [InlineData(2, new[] { 2 })]
    public void Each_sequence_is_played_on_one_of_the_seeds(int place, int[] expected) =>
        Assert.Equal(expected, DeepCheck.Share(sequences: 5, seeds: 3, place));

    [Fact]
    public void The_figures_are_on_one_line() =>
        Assert.Equal(
            "lab-4 locked: 2 seeds, 12 blind courses, 61 single actions, 3 with an accepted repair, 1 resolved; highest outcome without one 50; 1 flaws",
            (new DeepResult("lab-4", "locked", 2, 12, 3, 1, 49.6, ["One."]) { Singles = 61 }).Line
        );

    [Fact]
    public void Where_all_had_an_accepted_repair_there_is_no_highest_outcome_without_one() =>
        Assert.Contains(
            "without one none; 0 flaws",
            new DeepResult("lab-4", "locked", 1, 1, 1, 1, null, []).Line,
            StringComparison.Ordinal
        );

    [Fact]
    public async Task The_command_tells_each_cause_when_it_is_done_and_ends_with_the_figures()
    {
        var scenario = Labs.Scenario(Lab1) with { RootCauses = [.. Labs.Scenario(Lab1).RootCauses.Take(2)] };
        var (output, progress) = (new StringWriter(), new StringWriter());
        var exit = await new DeepCheckCommand(new DeepCheck(1, 1, singles: false), ContentCheckFormat.Json).RunAsync(
            [scenario],
            output,
            progress
        );

        Assert.Equal(0, exit);
        Assert.Equal(
            ["1 of 2 after ", "2 of 2 after "],
            progress.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..13])
        );
        var report = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal(
            (ShopSimulation.EngineVersion, 2 * (BlindActions.Ways.Count + 1)),
            (report.GetProperty("engine").GetInt32(), report.GetProperty("blind").GetInt32())
        );
        Assert.Equal(
            scenario.RootCauses.Select(cause => cause.Id),
            report.GetProperty("causes").EnumerateArray().Select(cause => cause.GetProperty("cause").GetString())
        );
    }

    [Fact]
    public void It_is_asked_for_on_the_command_line()
    {
        var plain = PortalCommand.Parse(["content", "check"], TextWriter.Null, TextWriter.Null);
        Assert.Equal((Verb.CheckContent, false, null), (plain.Verb, plain.Deep, plain.Scenario));
        var deep = PortalCommand.Parse(["content", "check", "--deep", "--scenario", Lab1, "--json"], TextWriter.Null, TextWriter.Null);
        Assert.Equal((Verb.CheckContent, true, Lab1, true), (deep.Verb, deep.Deep, deep.Scenario, deep.AsJson));
    }

    static Scenario Only(Scenario scenario, string cause) =>
        scenario with
        {
            RootCauses = [.. scenario.RootCauses.Where(one => one.Id == cause)],
        };
}
