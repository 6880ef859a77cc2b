using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Core.Response;

/// <summary>
/// Completes the lab's steps based on what was done, not by a click: a step with a proving act by that act, a repair when the service
/// levels hold, a step that asks to identify, check or review by a finding about one of its views, any other by looking. A view counts for
/// a step only if it was opened after the earlier steps that ask for an action: a responder who looked at the dashboard before the
/// experiment has not seen its effect.
/// </summary>
internal static class LabStepProof
{
    /// <summary>Records the newly completed steps; called at the end of each session that changed something.</summary>
    public static void Record(RunSession session)
    {
        if (session.Run.ShiftId is not null)
        {
            // On call there are no steps: their titles would reveal which lab was drawn.
            return;
        }

        var keys = Keys(session).Concat(session.Timeline.Added.Select(e => WithoutPerson(e.Key))).ToHashSet();
        var actions = session
            .Cache.Taken.Concat(session.Inputs.Where(input => input.Accepted == true))
            .Select(input => input.Action)
            .ToHashSet();

        var steps = session.Scenario.Steps;
        var findings = Finding.Of(session.Log);
        for (var i = 0; i < steps.Count; i++)
        {
            if (!keys.Contains(DoneKey(steps[i])) && IsDone(session, i, findings, keys, actions))
            {
                session.Record(IncidentEventKind.LabStepDone, $"Step done: {steps[i].Title}", steps[i].Id, DoneKey(steps[i]));
                keys.Add(DoneKey(steps[i]));
            }
        }
    }

    /// <summary>The key of the entry for a view that is being opened; null when it is already on the timeline.</summary>
    public static string? NewLookKey(RunSession session, string view)
    {
        var keys = Keys(session).ToHashSet();
        var steps = session.Scenario.Steps;
        var stage = steps.Count - 1;
        while (stage >= 0 && !(steps[stage].Actions.Count > 0 && keys.Contains(DoneKey(steps[stage]))))
        {
            stage--;
        }

        // Once per stage and person: each crew member has their own views. Before the onset only the setting was visible.
        var key = $"{LookKey(stage, view, hasBegun: session.Shop.Truth().OnsetAt is not null)}:{session.PersonId:N}";
        return session.Cache.Has(key) ? null : key;
    }

    private static bool IsDone(
        RunSession session,
        int index,
        IReadOnlyList<Finding> findings,
        HashSet<string> keys,
        HashSet<string> actions
    )
    {
        var steps = session.Scenario.Steps;
        var step = steps[index];
        if (step.Proof != StepProof.None || step.Looks.Count + step.Actions.Count == 0)
        {
            return step.Proof != StepProof.None && Proved(step.Proof, session.Incident);
        }

        if (step.NeedsFinding)
        {
            return findings.Any(finding => step.Looks.Any(finding.IsAbout));
        }

        if (step.Actions.Count > 0 && (!step.Actions.Any(actions.Contains) || (step.IsRepair && session.Shop.Truth().MitigatedAt is null)))
        {
            // An attempt that did not help, or did harm, is not a repair.
            return false;
        }

        var earliest = index - 1;
        while (earliest >= 0 && steps[earliest].Actions.Count == 0)
        {
            earliest--;
        }

        // The stage is the last completed action step; a look in a later stage counts as well. A step that only asks to look requires what
        // the incident shows; one that asks for an action may be prepared before it.
        return step.Looks.All(view =>
            Enumerable
                .Range(earliest, steps.Count - earliest)
                .Any(stage =>
                    keys.Contains(LookKey(stage, view, hasBegun: true))
                    || (step.Actions.Count > 0 && keys.Contains(LookKey(stage, view, hasBegun: false)))
                )
        );
    }

    private static bool Proved(StepProof proof, Incident incident) =>
        proof switch
        {
            StepProof.Acknowledged => incident.AcknowledgedAt is not null,
            StepProof.SeveritySet => incident.AssessedAt is not null,
            StepProof.CauseDeclared => incident.DeclaredCause is not null,
            StepProof.UpdatePublished => incident.FirstUpdateAt is not null,
            StepProof.ResolutionVerified => incident.VerifiedAt is not null,
            StepProof.Documented => incident.DocumentedAt is not null,
            _ => true,
        };

    private static IEnumerable<string> Keys(RunSession session) =>
        session.Cache.KeysOf(IncidentEventKind.LabStepDone, IncidentEventKind.Looked).Select(WithoutPerson);

    private static string DoneKey(LabStep step) => $"step:{step.Id}";

    // The crew's steps are done when any member has looked.
    private static string WithoutPerson(string key) =>
        key.StartsWith("look:", StringComparison.Ordinal) || key.StartsWith("early:", StringComparison.Ordinal)
            ? string.Join(':', key.Split(':').Take(3))
            : key;

    private static string LookKey(int stage, string view, bool hasBegun) => $"{(hasBegun ? "look" : "early")}:{stage}:{view}";
}
