using IncidentTraining.Core.Crews;

namespace IncidentTraining.Core.Runs;

/// <summary>The labs for which crews are formed: those of the plan with a practice shop.</summary>
public sealed class CrewLabs(LabCatalogue labs) : ICrewLabs
{
    /// <inheritdoc />
    public IReadOnlyList<CrewLab> Of(string dayId, string planId) =>
        [
            .. labs.Of(dayId, planId)
                .Where(lab => lab is { ScenarioId: not null, IsPractice: false })
                .Select(lab => new CrewLab(lab.PageId, lab.Title)),
        ];
}
