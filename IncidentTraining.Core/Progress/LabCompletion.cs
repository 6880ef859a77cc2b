using IncidentTraining.Core.Assessment;

namespace IncidentTraining.Core.Progress;

/// <summary>An item that counts for a criterion.</summary>
/// <param name="Path">The path of its page.</param>
public sealed record CriterionProof(string Text, string Path);

/// <summary>A criterion of lab completion and the items that count for it.</summary>
/// <param name="Title">The criterion in the specification's wording.</param>
/// <param name="Done">The number reached.</param>
/// <param name="Needed">The number required.</param>
/// <param name="Next">What to do next, as a complete sentence; empty when it is met.</param>
/// <param name="Path">The path of the page for it.</param>
/// <param name="Proofs">All items that count, including those beyond the required number.</param>
public sealed record Criterion(string Title, int Done, int Needed, string Next, string Path, IReadOnlyList<CriterionProof> Proofs)
{
    /// <summary>Whether the criterion is met.</summary>
    public bool IsMet => Done >= Needed;
}

/// <summary>A document that a person wrote and submitted.</summary>
/// <param name="Words">The number of words that the portal did not fill in, repeated text counted once.</param>
/// <param name="Recovered">Ids of the labs in which its current steps recovered every shop of a trial; empty for other kinds.</param>
public sealed record WrittenWork(Guid DocumentId, string Title, int Words, IReadOnlyList<string> Recovered);

/// <summary>A person's work in a class.</summary>
/// <param name="Runs">The ended runs of the person's crews, without rehearsals.</param>
/// <param name="Reviews">Their post-incident reviews.</param>
/// <param name="Communications">Their communication documents.</param>
public sealed record PersonWork(
    IReadOnlyList<PersonRunWork> Runs,
    IReadOnlyList<WrittenWork> Reviews,
    IReadOnlyList<WrittenWork> Communications,
    IReadOnlyList<WrittenWork> Runbooks
);

/// <summary>How far a person's work meets the criteria of lab completion (specification, section Assessment).</summary>
public static class LabCompletion
{
    /// <summary>Evaluates the work against the rules.</summary>
    public static IReadOnlyList<Criterion> Of(IReadOnlyList<CriterionRule> rules, PersonWork work) =>
        [.. rules.Select(rule => Of(rule, Proofs(rule, work)))];

    private static Criterion Of(CriterionRule rule, IReadOnlyList<CriterionProof> proofs)
    {
        var done = Math.Min(proofs.Count, rule.Needed);
        return new Criterion(rule.Title, done, rule.Needed, done >= rule.Needed ? "" : rule.Next, rule.Path, proofs);
    }

    private static IReadOnlyList<CriterionProof> Proofs(CriterionRule rule, PersonWork work) =>
        rule.Kind switch
        {
            // A second incident with the same cause does not count.
            CriterionKind.Incidents =>
            [
                .. work.Runs.Where(run => run.Contributed && (run.Resolved || run.HandedOver)).DistinctBy(run => run.Cause).Select(Proof),
            ],
            CriterionKind.Procedures =>
            [
                .. work.Runs.Where(run => !run.IsFalseAlarm && run.DidTheirPart && rule.Steps.All(step => Has(run, step))).Select(Proof),
            ],
            CriterionKind.Review => Proofs(rule, work.Reviews),
            CriterionKind.Communication => Proofs(rule, work.Communications),
            _ => [.. Different([.. work.Runbooks.Where(runbook => runbook.Words >= rule.MinimumWords)]).Select(one => Proof(one, "/runs"))],
        };

    private static bool Has(PersonRunWork run, ProcedureStep step) =>
        step switch
        {
            ProcedureStep.Finding => run.Found,
            ProcedureStep.Severity => run.SeverityFitted,
            ProcedureStep.Communication => run.CadenceKept,
            _ => run.Verified,
        };

    private static IReadOnlyList<CriterionProof> Proofs(CriterionRule rule, IReadOnlyList<WrittenWork> written) =>
        [.. written.Where(one => one.Words >= rule.MinimumWords).Select(one => Proof(one, ""))];

    private static CriterionProof Proof(PersonRunWork run) => new(run.Title, RunMoment.Address(run.RunId, run.At ?? TimeSpan.Zero));

    private static CriterionProof Proof(WrittenWork written, string below) => new(written.Title, $"/documents/{written.DocumentId}{below}");

    /// <summary>The largest number of runbooks that can each be matched to a different lab they recovered (augmenting paths).</summary>
    internal static IReadOnlyList<WrittenWork> Different(IReadOnlyList<WrittenWork> runbooks)
    {
        var taken = new Dictionary<string, WrittenWork>();
        foreach (var runbook in runbooks)
        {
            Give(runbook, []);
        }

        return [.. taken.Values.OrderBy(one => runbooks.ToList().IndexOf(one))];

        bool Give(WrittenWork runbook, HashSet<string> tried)
        {
            foreach (var lab in runbook.Recovered.Where(tried.Add))
            {
                if (!taken.TryGetValue(lab, out var other) || Give(other, tried))
                {
                    taken[lab] = runbook;
                    return true;
                }
            }

            return false;
        }
    }
}
