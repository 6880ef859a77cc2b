using IncidentTraining.Core.Content;
using IncidentTraining.Core.PracticeShop.Authoring;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Scenarios.Reading;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The scenario with which an author starts: a small shop whose workers crash or hang.</summary>
internal static class NewScenario
{
    /// <summary>Reads it after a change of its text.</summary>
    public static Scenario Read(Func<string, string> change)
    {
        var file = new ContentFile("scenarios/first.yaml", change(ScenarioTemplate.For("first")));
        var scenario = ScenarioReader.Read(file);
        Assert.Empty(file.Problems);
        return scenario;
    }
}
