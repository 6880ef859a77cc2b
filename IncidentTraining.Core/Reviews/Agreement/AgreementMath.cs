namespace IncidentTraining.Core.Reviews.Agreement;

/// <summary>How far two graders agree, in figures.</summary>
public static class AgreementMath
{
    /// <summary>Share of the most points by which two totals may differ before a third person looks.</summary>
    public const double LargestDifference = 0.15;

    /// <summary>
    /// Weighted kappa with quadratic weights (Cohen, Weighted kappa, 1968): 1 for full agreement, 0 for as much as chance
    /// alone would bring. Levels that lie far apart count more than neighbours.
    /// </summary>
    /// <param name="pairs">The levels that the first and the second grader chose for the same thing, counted from 0.</param>
    /// <param name="levels">How many levels there are.</param>
    /// <returns>Null where it is not defined: without pairs, or when both gave everything the same level.</returns>
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
            observed += Weight(one, other, levels) / pairs.Count;
        }

        var expected = 0.0;
        for (var one = 0; one < levels; one++)
        {
            for (var other = 0; other < levels; other++)
            {
                expected += Weight(one, other, levels) * first[one] * second[other] / pairs.Count / pairs.Count;
            }
        }

        return expected == 0 ? null : 1 - (observed / expected);
    }

    /// <summary>Whether two complete marks lie so far apart that a moderator decides: two levels in a criterion, or the totals.</summary>
    public static bool Disagree(Rubric rubric, IReadOnlyDictionary<string, int> first, IReadOnlyDictionary<string, int> second) =>
        rubric.Criteria.Any(criterion => Math.Abs(first[criterion.Id] - second[criterion.Id]) >= 2)
        || Math.Abs(Levels.Points(rubric, first) - Levels.Points(rubric, second)) > LargestDifference * rubric.MostPoints;

    private static double Weight(int one, int other, int levels) => Math.Pow((double)(one - other) / (levels - 1), 2);
}
