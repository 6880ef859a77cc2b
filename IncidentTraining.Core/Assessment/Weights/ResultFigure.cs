namespace IncidentTraining.Core.Assessment;

/// <summary>One figure for a result, in a class that shows it.</summary>
public sealed class ResultFigure
{
    internal ResultFigure(ResultWeights weights, RunAssessment result, StoredAccount? account)
    {
        Weights = weights;
        IsPending = account is null && weights.Outcome > 0;
        Value = IsPending ? null : weights.FigureOf(result.Parts, OutcomeOf(account?.Open()));
    }

    /// <summary>The figure, from 0 to 100; null while it is pending, and when nothing that counts was judged.</summary>
    public int? Value { get; }

    /// <summary>The weights of the class.</summary>
    public ResultWeights Weights { get; }

    /// <summary>Whether it needs the outcome, which has not been computed yet.</summary>
    public bool IsPending { get; }

    // A crew that took no action has no outcome, but did as much for the customers as doing nothing does.
    private static double? OutcomeOf(RunAccount? account) =>
        account switch
        {
            { Outcome: { } outcome } => outcome,
            { Lines.Count: 0, Reference: { } reference } => OutcomeScale.Of(
                HarmPrices.Cents(account.DoNothing),
                HarmPrices.Cents(account.Recorded),
                HarmPrices.Cents(reference.Course.Harm),
                account.IsResolved
            ),
            _ => null,
        };
}
