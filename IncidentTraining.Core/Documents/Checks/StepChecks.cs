using IncidentTraining.Core.Documents.Runbooks;

namespace IncidentTraining.Core.Documents.Checks;

/// <summary>Checks the steps of a runbook: can they be executed, and do they end with a check?</summary>
internal static class StepChecks
{
    public static IEnumerable<Finding> Readable(CheckContext context) =>
        from written in RunbookSteps.Read(context.Section.Text)
        let problem = written.Problem ?? context.Shop?.ProblemWith(written.Step!)
        where problem is not null
        select context.Find("step-words", written.Line, $"Step {written.Number} cannot be run as written.", problem);

    public static IEnumerable<Finding> Verified(CheckContext context)
    {
        var steps = RunbookSteps.Read(context.Section.Text).Select(written => written.Step).OfType<RunbookStep>().ToList();
        var lastAction = steps.FindLastIndex(step => step.Command is not null);
        if (lastAction >= 0 && !steps.Skip(lastAction).Any(step => step.Kind is StepKind.Check))
        {
            yield return context.Find(
                "step-verified",
                "",
                "There is no check after the last action.",
                "End with what must be true when it is over, and allow time for it: check chart latency_p95 below 400 within 5m."
            );
        }
    }
}
