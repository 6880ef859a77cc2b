using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>The steps of a run as one list: the lab's own, then the response steps that no step of the lab covers.</summary>
internal static class RunSteps
{
    /// <summary>The list.</summary>
    /// <param name="steps">The lab's steps; empty on call.</param>
    /// <param name="incident">The incident.</param>
    /// <param name="timeline">The timeline.</param>
    public static IReadOnlyList<LabStepState> Of(IReadOnlyList<LabStep> steps, Incident incident, IReadOnlyList<TimelineEntry> timeline)
    {
        var done = timeline.Where(e => e.Kind == IncidentEventKind.LabStepDone).ToDictionary(e => e.Subject, e => e.At);
        var stood = steps.Select(StandsFor).OfType<ResponseStep>().ToHashSet();
        return
        [
            .. steps.Select(step => new LabStepState(
                step.Id,
                step.Title,
                done.TryGetValue(step.Id, out var at) ? at : null,
                step.NeedsFinding
            )),
            .. ResponseSteps
                .Of(incident)
                .Where(step => !stood.Contains(step.Step))
                .Select(step => new LabStepState(step.Step.ToString(), step.Title, step.DoneAt)),
        ];
    }

    private static ResponseStep? StandsFor(LabStep step) =>
        step.Proof switch
        {
            StepProof.Acknowledged => ResponseStep.Acknowledge,
            StepProof.SeveritySet => ResponseStep.AssessSeverity,
            StepProof.CauseDeclared => ResponseStep.InvestigateRootCause,
            StepProof.UpdatePublished => ResponseStep.CommunicateStatus,
            StepProof.ResolutionVerified => ResponseStep.VerifyResolution,
            _ => step.IsRepair ? ResponseStep.ImplementFix : null,
        };
}
