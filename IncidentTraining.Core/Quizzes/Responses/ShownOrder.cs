using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using IncidentTraining.Core.Quizzes.Definition;

namespace IncidentTraining.Core.Quizzes.Responses;

/// <summary>
/// The order in which an attempt shows the options, items or right sides of a question. It is computed from the attempt's secret seed, so
/// it is not stored, and the shown positions reveal nothing about the key.
/// </summary>
public static class ShownOrder
{
    /// <summary>Creates a secret seed: 128 random bits. It never leaves the server.</summary>
    public static string NewSeed() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Returns, for each shown position from 0, the position in the author's list.</summary>
    /// <remarks>
    /// Sorted by SHA-256 of seed, question and position. An ordering or matching question is never shown in the author's own
    /// order (ignoring surplus right sides), because that would be the solution.
    /// </remarks>
    /// <param name="seed">The attempt's seed.</param>
    public static IReadOnlyList<int> Of(string seed, Question question)
    {
        var order = Enumerable
            .Range(0, question.ShuffledCount)
            .OrderBy(index => Key(seed, question.Id, index), StringComparer.Ordinal)
            .ToArray();
        var keyed = order.Length - question.Surplus.Count;
        var tellsTheKey =
            question.Kind is QuestionKind.Ordering or QuestionKind.Matching
            && order.Where(index => index < keyed).SequenceEqual(Enumerable.Range(0, keyed));
        return tellsTheKey ? [.. order.Where(index => index != 0), 0] : order;
    }

    private static string Key(string seed, string questionId, int index) =>
        Convert.ToHexString(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{seed}|{questionId}|{index}")))
        );
}
