namespace IncidentTraining.Core.PracticeShop.Scenarios;

/// <summary>
/// How hard a root cause is, estimated from the reference responder's runs. One point is a look, five minutes of the way from the page to
/// the recovery, or a doubling of the harm that waiting does. The weights are a choice and rest on no measurement.
/// </summary>
/// <param name="Looks">How many looks the evidence path takes, those of a second act included.</param>
/// <param name="Minutes">From the page to the recovery, or to the conclusion that nothing is wrong; mean over the seeds.</param>
/// <param name="Harm">The harm in USD that the reference responder prevents in an hour, compared with doing nothing; mean over the
/// seeds.</param>
public sealed record CauseDifficulty(int Looks, double Minutes, double Harm)
{
    /// <summary>The most by which the causes of two parallel runs differ, in points.</summary>
    public const double Bound = 2.5;

    /// <summary>Minutes that count as much as a look.</summary>
    public const double MinutesOfPoint = 5;

    /// <summary>Harm in USD below which it hardly counts.</summary>
    public const double LeastHarm = 1000;

    /// <summary>The estimate: looks + minutes / 5 + log2(1 + harm / 1,000 USD).</summary>
    public double Points => Looks + (Minutes / MinutesOfPoint) + Math.Log2(1 + (Math.Max(0, Harm) / LeastHarm));

    /// <summary>Whether two causes are as hard as each other, up to <see cref="Bound"/>.</summary>
    public bool Matches(CauseDifficulty other) => Math.Abs(Points - other.Points) <= Bound;
}
