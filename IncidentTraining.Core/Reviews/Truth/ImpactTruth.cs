using System.Globalization;
using System.Text.RegularExpressions;

namespace IncidentTraining.Core.Reviews.Truth;

/// <summary>Compares the figures of a written impact with the measured ones.</summary>
public static partial class ImpactTruth
{
    // Tolerance for rounding: 118 orders may be written as "about 120".
    private const double Tolerance = 0.05;

    /// <summary>A measured figure and a pattern for the lines that mention it.</summary>
    /// <param name="What">The name of the figure.</param>
    /// <param name="Value">The measured value, in the unit of <paramref name="True"/>.</param>
    /// <param name="True">The measured value as text.</param>
    /// <param name="Line">Matches lines that mention the figure.</param>
    public sealed record Measured(string What, double Value, string True, Regex Line);

    /// <summary>Compares one figure with the lines of the text that mention it.</summary>
    public static TruthFigure Compare(Measured measured, string impact)
    {
        var lines = impact.Split('\n').Where(line => measured.Line.IsMatch(line) && Number().IsMatch(line)).ToList();
        var right = lines.FirstOrDefault(line => Numbers(line).Any(number => Fits(number, measured.Value)));
        return new TruthFigure(
            right is not null ? TruthVerdict.Right
                : lines.Count > 0 ? TruthVerdict.Different
                : TruthVerdict.Omitted,
            measured.What,
            measured.True,
            (right ?? lines.FirstOrDefault() ?? "").Trim(' ', '-', '*', '|')
        );
    }

    /// <summary>The figures of every run.</summary>
    /// <param name="failedOrders">Orders lost.</param>
    /// <param name="lostCents">Revenue lost, in cents.</param>
    /// <param name="users">Customers affected.</param>
    /// <param name="duration">From onset to recovery; null when it did not recover.</param>
    public static IEnumerable<Measured> Of(long failedOrders, long lostCents, int users, TimeSpan? duration)
    {
        yield return new("Orders lost", failedOrders, failedOrders.ToString("N0", CultureInfo.InvariantCulture), Orders());
        yield return new(
            "Revenue lost",
            lostCents / 100d,
            string.Create(CultureInfo.InvariantCulture, $"{lostCents / 100m:N2} USD"),
            Revenue()
        );
        yield return new("Customers affected", users, users.ToString("N0", CultureInfo.InvariantCulture), Customers());
        if (duration is { } lasted)
        {
            yield return new(
                "Duration, from onset to recovery",
                Math.Round(lasted.TotalMinutes),
                string.Create(CultureInfo.InvariantCulture, $"{lasted.TotalMinutes:0} minutes"),
                Duration()
            );
        }
    }

    private static IEnumerable<double> Numbers(string line) =>
        Number()
            .Matches(line)
            .Select(match => double.Parse(match.Value.Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture));

    private static bool Fits(double number, double truth) => Math.Abs(number - truth) <= Math.Max(1, truth * Tolerance);

    [GeneratedRegex(@"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\border", RegexOptions.IgnoreCase)]
    private static partial Regex Orders();

    [GeneratedRegex(@"\brevenue|\busd\b|\$|\bdollar", RegexOptions.IgnoreCase)]
    private static partial Regex Revenue();

    [GeneratedRegex(@"\bcustomer|\buser|\bpeople\b|\bshopper", RegexOptions.IgnoreCase)]
    private static partial Regex Customers();

    [GeneratedRegex(@"\bduration|\blasted|\bminutes?\b|\bmin\b", RegexOptions.IgnoreCase)]
    private static partial Regex Duration();
}
