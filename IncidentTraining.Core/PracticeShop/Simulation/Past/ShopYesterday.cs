namespace IncidentTraining.Core.PracticeShop.Simulation;

/// <summary>Lines of another day, drawn behind those of a run.</summary>
/// <param name="FirstSecond">Virtual second of the run at whose time of day the first value begins; negative before the run.</param>
/// <param name="Step">Seconds averaged in each value.</param>
/// <param name="Lines">Its lines, without those of the error budgets, whose figures do not apply to another day.</param>
public sealed record ShopOverlay(int FirstSecond, int Step, IReadOnlyList<ChartLine> Lines);

/// <summary>Simulates the shop on the day before a run, at the same hours.</summary>
static class ShopYesterday
{
    /// <summary>Single seconds of another day are noise: means over half a minute are close enough, and smooth.</summary>
    public const int Step = 30;

    /// <summary>Hours from the time of the run's start; with the hour before, as far as a run's samples reach.</summary>
    public const int HoursOfRun = 2;

    const int Hour = 3600;
    const long FirstSeed = 7_101;

    /// <summary>Plays it.</summary>
    public static ShopOverlay Play(EarlierShop earlier, int variant)
    {
        var shop = ShopSimulation.Create(earlier.Scenario, FirstSeed + variant);
        List<ChartLine>? lines = null;
        for (var hour = 0; hour <= HoursOfRun; hour++)
        {
            // Hour by hour, because the samples of a busy shop do not cover the whole period.
            var from = EarlierShop.WarmUp + TimeSpan.FromHours(hour);
            shop.AdvanceTo(from + TimeSpan.FromHours(1));
            var means = shop.Charts(from).Lines.Where(IsCompared).Select(line => line with { Values = Means(line.Values) }).ToList();
            lines = lines is null
                ? means
                : [.. lines.Zip(means, (sofar, more) => sofar with { Values = [.. sofar.Values, .. more.Values] })];
        }

        return new ShopOverlay(-Hour, Step, lines!);
    }

    static bool IsCompared(ChartLine line) => line.Name is not (ChartNames.AvailabilityBudget or ChartNames.LatencyBudget);

    static List<double> Means(IReadOnlyList<double> values) =>
        [.. values.Take(Hour).Chunk(Step).Select(some => some.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average())];
}
