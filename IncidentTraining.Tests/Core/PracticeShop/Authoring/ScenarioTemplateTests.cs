using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Authoring;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.PracticeShop.Authoring;

public sealed class ScenarioTemplateTests
{
    [Fact]
    public void A_new_scenario_has_two_causes_and_keeps_what_it_promises()
    {
        var file = new ContentFile("scenarios/slow-search.yaml", ScenarioTemplate.For("slow-search"));
        var scenario = ScenarioReader.Read(file);
        file.ReportUnknownKeys();

        Assert.Empty(file.Problems);
        Assert.Equal("slow-search", scenario.Id);
        Assert.Equal(2, scenario.RootCauses.Count);
        Assert.Empty(ScenarioProof.Check(scenario));
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("slow-search-2", true)]
    [InlineData("", false)]
    [InlineData("Slow", false)]
    [InlineData("slow--search", false)]
    [InlineData("slow-", false)]
    [InlineData("../slow", false)]
    [InlineData("slow search", false)]
    public void An_id_is_lower_case_words_joined_by_hyphens(string id, bool fits) => Assert.Equal(fits, ScenarioTemplate.IsId(id));

    [Fact]
    public void An_id_has_at_most_60_characters()
    {
        Assert.True(ScenarioTemplate.IsId(new string('a', 60)));
        Assert.False(ScenarioTemplate.IsId(new string('a', 61)));
        Assert.Throws<ArgumentException>(() => ScenarioTemplate.For(new string('a', 61)));
    }
}
