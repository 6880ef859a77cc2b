namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// How a practised responder finds and repairs a root cause, from the page on: what is mitigated first, looks with a stated reading time,
/// the conclusion, the repair. The reference responder follows it.
/// </summary>
/// <param name="Looks">The looks, in order.</param>
/// <param name="Conclusion">What they show together, in one sentence.</param>
/// <param name="Repair">The repair; times count from the conclusion.</param>
/// <param name="Line">The line of the scenario's text on which it begins.</param>
public sealed record EvidencePath(IReadOnlyList<EvidenceLook> Looks, string Conclusion, IReadOnlyList<TimedStep> Repair, int Line)
{
    /// <summary>
    /// What takes harm away from customers at once, before the cause is known: free actions that do no harm if the guess is wrong. Times
    /// count from the page; empty where there is no such action.
    /// </summary>
    public IReadOnlyList<TimedStep> First { get; init; } = [];
}

/// <summary>A look at one view of the shop.</summary>
/// <param name="View">The view, see <see cref="ShopViews"/>.</param>
/// <param name="Reading">How long reading it takes.</param>
/// <param name="Sees">What is seen there, in a few words.</param>
/// <param name="Shows">What must be visible there before the look ends; null when the view shows the same from the start of the
/// run.</param>
public sealed record EvidenceLook(string View, TimeSpan Reading, string Sees, Symptom? Shows);
