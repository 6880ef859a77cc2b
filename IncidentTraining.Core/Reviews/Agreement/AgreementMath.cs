namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>Computes how far two graders agree.</summary>
public static class AgreementMath
{
    /// <summary>The share of the maximum points by which two totals may differ before a moderator decides.</summary>
    public const double LargestDifference = 0.15;

    /// <summary>
    /// Weighted kappa with quadratic weights (Cohen, Weighted kappa, 1968): 1 for full agreement, 0 for agreement by chance. Distant levels
    /// count more than neighbouring ones.
    /// </summary>
    /// <param name="pairs">The levels chosen by the first and the second grader for the same criterion, from 0.</param>
    /// <param name="levels">The number of levels.</param>
    /// <returns>Null when undefined: without pairs, or when both graders gave the same level everywhere.</returns>
    public static double? WeightedKappa(IReadOnlyCollection<(int First, int Second)> pairs, int levels)
    {
        if (pairs.Count == 0 || levels < 2)
        {
            return null;
        }

        var (first, second) = (new double[levels], new double[levels]);
        var observed = 0.0;
        foreach (var (one, other) in pairs)
        {
            first[one]++;
            second[other]++;
            observed += Weight(one, other) / pairs.Count;
        }

        var expected = 0.0;
        for (var one = 0; one < levels; one++)
        {
            for (var other = 0; other < levels; other++)
            {
                expected += Weight(one, other) * first[one] * second[other] / pairs.Count / pairs.Count;
            }
        }

        return expected == 0 ? null : 1 - (observed / expected);
    }

    /// <summary>
    /// Whether two complete sets of marks differ so widely that a moderator decides: by two levels in a criterion, or in the totals.
    /// </summary>
    public static bool Disagree(Rubric rubric, IReadOnlyDictionary<string, int> first, IReadOnlyDictionary<string, int> second) =>
        rubric.Criteria.Any(criterion => Math.Abs(first[criterion.Id] - second[criterion.Id]) >= 2)
        || Math.Abs(Levels.Points(rubric, first) - Levels.Points(rubric, second)) > LargestDifference * rubric.MostPoints;

    // Not divided by the square of the largest distance, which cancels out.
    private static double Weight(int one, int other) => Math.Pow(one - other, 2);
}
