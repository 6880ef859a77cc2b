using IncidentTraining.Core.Crews;

namespace IncidentTraining.Core.Runs;

/// <summary>The labs that a crew can start: those with a practice shop.</summary>
public sealed class CrewLabs(LabCatalogue labs) : ICrewLabs
{
    /// <inheritdoc />
    public IReadOnlyList<CrewLab> Of(string dayId, string planId) =>
        [.. labs.Of(dayId, planId).Where(lab => lab.ScenarioId is not null).Select(lab => new CrewLab(lab.PageId, lab.Title))];
}
