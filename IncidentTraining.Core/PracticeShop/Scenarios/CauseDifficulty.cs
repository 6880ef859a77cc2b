namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// How hard a root cause is, estimated from the reference responder's runs. One point is a look, five minutes between the page and the
/// recovery, or a doubling of the harm caused by waiting. The weights are a choice, not based on a measurement.
/// </summary>
/// <param name="Looks">Number of looks in the evidence path, including those of a second act.</param>
/// <param name="Minutes">Time from the page to the recovery, or to the conclusion that nothing is wrong; mean over the seeds.</param>
/// <param name="Harm">The harm in USD that the reference responder prevents per hour, compared with doing nothing; mean over the
/// seeds.</param>
public sealed record CauseDifficulty(int Looks, double Minutes, double Harm)
{
    /// <summary>The largest difference between the causes of two parallel runs, in points.</summary>
    public const double Bound = 2.5;

    /// <summary>Minutes that count as much as a look.</summary>
    public const double MinutesOfPoint = 5;

    /// <summary>Harm in USD below which it hardly counts.</summary>
    public const double LeastHarm = 1000;

    /// <summary>The estimate: looks + minutes / 5 + log2(1 + harm / 1,000 USD).</summary>
    public double Points => Looks + (Minutes / MinutesOfPoint) + Math.Log2(1 + (Math.Max(0, Harm) / LeastHarm));

    /// <summary>Whether two causes are equally hard, within <see cref="Bound"/>.</summary>
    public bool Matches(CauseDifficulty other) => Math.Abs(Points - other.Points) <= Bound;
}
