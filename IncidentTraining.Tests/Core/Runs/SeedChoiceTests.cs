using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>A person who runs a lab again trains the same skills at the same difficulty, without knowing the answer.</summary>
public class SeedChoiceTests
{
    [Fact]
    public void A_second_run_has_another_cause_that_is_as_hard_and_trains_a_skill_of_the_first()
    {
        var plain = Labs.Scenario("lab-3-database-connection");
        var scenario = plain with
        {
            RootCauses =
            [
                .. plain.RootCauses.Select(
                    (cause, place) => cause with { Difficulty = place < 3 ? 2 : 4, Skills = [place == 2 ? "other" : "layers"] }
                ),
            ],
        };
        var draw = 0L;
        var seeds = new SeedChoice(() => ++draw);
        for (var last = 1L; last < 40; last++)
        {
            var before = scenario.RootCauseFor(last);
            var again = scenario.RootCauseFor(seeds.Pick(scenario, [], last));
            Assert.NotEqual(before.Id, again.Id);
            if (scenario.ParallelsOf(before).Count > 0)
                Assert.Equal((before.Difficulty, before.Skills[0]), (again.Difficulty, again.Skills[0]));
        }
    }

    [Fact]
    public void A_cause_has_its_scenarios_difficulty_and_skills_and_its_own()
    {
        var text = Lab1Text()
            .Replace(
                "    title: An index on the orders table is not valid\n",
                "    title: An index on the orders table is not valid\n    difficulty: 4\n    skills: [read a query plan]\n"
            );
        var file = new IncidentTraining.Core.Content.ContentFile("scenarios/lab-1-high-latency.yaml", text);
        var scenario = ScenarioReader.Read(file);
        Assert.Empty(file.Problems);
        var own = scenario.RootCauses.Single(cause => cause.Id == "missing-index");
        Assert.Equal((4, "read a query plan"), (own.Difficulty, own.Skills[^1]));
        Assert.Equal(scenario.Skills, own.Skills.SkipLast(1));
        Assert.All(scenario.RootCauses.Where(cause => cause != own), cause =>
        {
            Assert.Equal(scenario.Difficulty, cause.Difficulty);
            Assert.Equal(scenario.Skills, cause.Skills);
        });
        Assert.Contains(ScenarioProof.Check(scenario), flaw =>
            flaw.Sentence.Contains("'missing-index' has fewer than 2 other causes of difficulty 4")
        );

        static string Lab1Text() => Labs.Scenario("lab-1-high-latency").Source;
    }
}
