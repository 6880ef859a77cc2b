namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// How an experienced responder finds and repairs a root cause, starting at the page: the first mitigation, looks with a defined reading
/// time, the conclusion, the repair. The reference responder follows it.
/// </summary>
/// <param name="Looks">The looks, in order.</param>
/// <param name="Conclusion">What they show together, in one sentence.</param>
/// <param name="Repair">The repair; times count from the conclusion.</param>
/// <param name="Line">The line of the scenario's text on which it begins.</param>
public sealed record EvidencePath(IReadOnlyList<EvidenceLook> Looks, string Conclusion, IReadOnlyList<TimedStep> Repair, int Line)
{
    /// <summary>
    /// Actions that reduce harm to customers at once, before the cause is known: free actions that do no harm if the guess is wrong. Times
    /// count from the page; empty when there is no such action.
    /// </summary>
    public IReadOnlyList<TimedStep> First { get; init; } = [];
}

/// <summary>A look at one view of the shop.</summary>
/// <param name="View">The view, see <see cref="ShopViews"/>.</param>
/// <param name="Reading">How long reading it takes.</param>
/// <param name="Sees">What it shows, in a few words.</param>
/// <param name="Shows">What must be visible there before the look ends; null when the view is the same from the start of the run.</param>
public sealed record EvidenceLook(string View, TimeSpan Reading, string Sees, Symptom? Shows);
