using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>Finds an exercise's deliverables in the run's record.</summary>
internal static class ComponentProofs
{
    /// <summary>The scenario's deliverables, each with the virtual time of the first entry that shows it.</summary>
    public static IReadOnlyList<LabStepState> Of(Scenario scenario, IReadOnlyList<TimelineEntry> log) =>
        [
            .. scenario.Components.Select(
                (component, i) =>
                    new LabStepState($"component-{i + 1}", component.Title, log.FirstOrDefault(entry => Shows(entry, component.Proof))?.At)
            ),
        ];

    private static bool Shows(TimelineEntry entry, ComponentProof proof) =>
        proof switch
        {
            ComponentProof.TimelineKept => entry.Kind == IncidentEventKind.Pinned,
            ComponentProof.CauseDeclared => entry.Kind == IncidentEventKind.CauseDeclared,
            ComponentProof.ImpactStated => entry is { Kind: IncidentEventKind.StatusUpdate, Details: not null }
                && StatusUpdate.Of([entry]).Any(SaidFacts.StatesImpact),
            ComponentProof.Mitigated => entry.Kind == IncidentEventKind.ActionStarted && ShopInputs.IsMitigation(entry.Subject),
            _ => entry.Kind is IncidentEventKind.SummaryWritten or IncidentEventKind.ReviewStarted,
        };
}
