using IncidentTraining.Core.PracticeShop;

namespace IncidentTraining.Core.Assessment;

/// <summary>The account of a run: what its actions saved and cost, measured by replaying its shop with other inputs.</summary>
public sealed record RunAccount
{
    /// <summary>Virtual time until which harm is counted in every course.</summary>
    public required TimeSpan Horizon { get; init; }

    /// <summary>Harm in the do-nothing run: only the given inputs.</summary>
    public required CustomerHarm DoNothing { get; init; }

    /// <summary>Harm in the recorded run, simulated up to the horizon.</summary>
    public required CustomerHarm Recorded { get; init; }

    /// <summary>The reference responder; null when the scenario has none for this cause.</summary>
    public ReferenceCourse? Reference { get; init; }

    /// <summary>The best known response; null without a reference.</summary>
    public BestResponse? Best { get; init; }

    /// <summary>The outcome; null when there is none, see <see cref="WithoutOutcome"/>.</summary>
    public double? Outcome { get; init; }

    /// <summary>Why there is no outcome, in a sentence; empty when there is one.</summary>
    public string WithoutOutcome { get; init; } = "";

    /// <summary>Whether the incident is resolved at the horizon, when the run is simulated further.</summary>
    public bool IsResolved { get; init; }

    /// <summary>One line per action, or per group if there are many; empty when no action was taken.</summary>
    public IReadOnlyList<AccountLine> Lines { get; init; } = [];

    /// <summary>The smallest difference in harm that leads to a verdict, in cents of USD.</summary>
    public long LeastDifference { get; init; }

    /// <summary>The cost of acting later than the reference; null when the crew was not later, or nothing helped.</summary>
    public DelayLine? Delay { get; init; }

    /// <summary>Number of simulated courses, including those that were cut short.</summary>
    public int Courses { get; init; }

    /// <summary>
    /// Risky actions that the incident did not need; with more than tolerated, the outcome is limited (<see cref="OutcomeScale.Most"/>).
    /// </summary>
    public int NeedlessRisks => Lines.Sum(line => line.NeedlessRisks) + RefusedTries;

    /// <summary>Whether the incident was worked by trying risky actions.</summary>
    public bool IsByTrial => NeedlessRisks > NeedlessRisk.ToleratedWhen(IsUnderstood);

    /// <summary>Whether anything shows that the cause was understood: a finding before the resolution, or a diagnosis that had found a
    /// fault.</summary>
    public bool IsUnderstood { get; init; } = true;

    /// <summary>The upper limit for this run; null when there is none.</summary>
    public double? MostOutcome => OutcomeScale.Most(IsResolved, NeedlessRisks, IsUnderstood);

    /// <summary>
    /// What an outcome beyond an end of its scale means; empty between both ends. A difference in harm that is too small for a verdict on
    /// an action is too small for one on the run.
    /// </summary>
    public string BeyondTheScale =>
        Outcome switch
        {
            { } outcome when Math.Round(outcome) > 100 && Reference is { } reference => HarmPrices.Cents(reference.Course.Harm)
                - HarmPrices.Cents(Recorded)
            >= LeastDifference
                ? "less harm than the reference responder"
                : "about the harm of the reference responder",
            { } outcome when Math.Round(outcome) < 0 => -Saved.Cents >= LeastDifference
                ? "more harm than doing nothing"
                : "about the harm of doing nothing",
            _ => "",
        };

    /// <summary>How many of them the shop refused because there was nothing to do.</summary>
    public int RefusedTries { get; init; }

    /// <summary>Whether a stranger read customers' orders in one of its courses, so that the text must mention it.</summary>
    public bool HasExposure => DoNothing.CustomersExposed > 0 || Recorded.CustomersExposed > 0;

    /// <summary>Whether orders were undercharged in one of its courses.</summary>
    public bool HasWrongTotals => DoNothing.UnderchargedCents > 0 || Recorded.UnderchargedCents + Recorded.CorrectedOrders > 0;

    /// <summary>What all actions together saved; negative when they cost more than they saved.</summary>
    public HarmChange Saved => HarmChange.Between(DoNothing, Recorded);
}

/// <summary>One line of the account.</summary>
/// <param name="At">Virtual time of the action, or of the first one of the group.</param>
/// <param name="Actions">What was done, as the shop's responses.</param>
/// <param name="Saved">How much adding it to the earlier actions saved.</param>
/// <param name="Effect">The verdict, found by leaving it out of the whole run.</param>
/// <param name="LeftOut">How much the run saved because of it: harm without it, minus harm with it.</param>
/// <param name="RefusedWithout">Later actions that the shop refuses without it, as the shop's responses; they have no effect in that
/// course.</param>
public sealed record AccountLine(
    TimeSpan At,
    IReadOnlyList<string> Actions,
    HarmChange Saved,
    ActionEffect Effect,
    HarmChange LeftOut,
    IReadOnlyList<string> RefusedWithout
)
{
    /// <summary>How many of its actions are risky, did not help and are not a repair of the cause.</summary>
    public int NeedlessRisks { get; init; }

    /// <summary>Number of additional lost orders that is not chance.</summary>
    public const int LeastLost = 50;

    /// <summary>
    /// Whether it lowered the price of the harm by turning customers away, whose orders were lost instead of late. That is less harm at
    /// these prices, but not a repair.
    /// </summary>
    public bool IsTradeOff => Effect == ActionEffect.Helped && LeftOut.LostOrders <= -LeastLost;
}

/// <summary>What delay cost.</summary>
/// <param name="Later">How much later the crew's first helpful action was than the reference's repair.</param>
/// <param name="Cost">How much the same actions would have saved at the earlier time.</param>
/// <param name="Refused">Actions that the shop refuses at the earlier time, as its responses.</param>
public sealed record DelayLine(TimeSpan Later, HarmChange Cost, IReadOnlyList<string> Refused);

/// <summary>The best course that was found among the accepted repairs.</summary>
/// <param name="Harm">Its harm.</param>
/// <param name="Text">How it went.</param>
public sealed record BestResponse(CustomerHarm Harm, string Text);

/// <summary>The difference in harm between two courses; positive is harm prevented.</summary>
/// <param name="Cents">Price, in cents of USD.</param>
/// <param name="LostOrders">Lost orders.</param>
/// <param name="DelayedOrders">Delayed orders.</param>
/// <param name="FailedRequests">Failed requests.</param>
/// <param name="Customers">Customers affected.</param>
/// <param name="ImpactSeconds">Seconds in which a service level was violated.</param>
/// <param name="Exposed">Customers who must be told that a stranger may have read their orders.</param>
public readonly record struct HarmChange(
    long Cents,
    long LostOrders,
    long DelayedOrders,
    long FailedRequests,
    int Customers,
    int ImpactSeconds,
    int Exposed = 0
)
{
    /// <summary>By how much the second course has less than the first.</summary>
    public static HarmChange Between(CustomerHarm without, CustomerHarm with) =>
        new(
            HarmPrices.Cents(without) - HarmPrices.Cents(with),
            without.LostOrders - with.LostOrders,
            without.DelayedOrders - with.DelayedOrders,
            without.FailedRequests - with.FailedRequests,
            without.CustomersAffected - with.CustomersAffected,
            without.ImpactSeconds - with.ImpactSeconds,
            without.CustomersExposed - with.CustomersExposed
        );
}
