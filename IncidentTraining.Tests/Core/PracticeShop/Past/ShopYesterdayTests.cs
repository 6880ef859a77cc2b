using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Past;

/// <summary>The previous day at the same hours: an ordinary day with the same curve, and with what already existed then.</summary>
[Trait("Speed", "slow")]
public class ShopYesterdayTests
{
    const int BeforeRun = ShopPast.Seconds / ShopYesterday.Step;

    [Fact]
    public void It_has_every_line_but_the_budgets_for_the_hour_before_and_two_hours_of_the_run()
    {
        var overlay = Shop("lab-2-payment-failure", 5).Yesterday();

        Assert.Equal((-ShopPast.Seconds, ShopYesterday.Step), (overlay.FirstSecond, overlay.Step));
        Assert.Equal(
            ChartNames.All.Except([
                ChartNames.AvailabilityBudget,
                ChartNames.LatencyBudget,
                ChartNames.ExportedRows,
                ChartNames.OrderValue,
                ChartNames.OrderListValue,
            ]),
            overlay.Lines.Select(line => line.Name)
        );
        Assert.All(overlay.Lines, line => Assert.Equal(3 * BeforeRun, line.Values.Count));
        Assert.All(overlay.Lines, line => Assert.DoesNotContain(line.Values, double.IsNaN));
    }

    [Fact]
    public void Its_traffic_climbs_like_that_of_the_hour_before_and_is_level_at_the_hours_of_the_run()
    {
        var shop = Shop("lab-2-payment-failure", 5);
        var (today, yesterday) = (
            Line(shop.Charts(TimeSpan.FromHours(-1)).Lines, ChartNames.RequestRate),
            Line(shop.Yesterday().Lines, ChartNames.RequestRate)
        );

        Assert.InRange(yesterday.Take(30).Average() / today.Take(900).Average(), 0.96, 1.04);
        Assert.InRange(yesterday.Take(30).Average() / yesterday.Skip(BeforeRun).Average(), 0.82, 0.94);
        Assert.InRange(yesterday.Skip(BeforeRun).Take(60).Average() / yesterday.TakeLast(60).Average(), 0.97, 1.03);
    }

    [Fact]
    public void It_is_another_day_than_the_hour_before()
    {
        var shop = Shop("lab-2-payment-failure", 5);
        var today = Line(shop.Charts(TimeSpan.FromHours(-1)).Lines, ChartNames.RequestRate)
            .Chunk(ShopYesterday.Step)
            .Select(some => some.Average());

        Assert.NotEqual(today, Line(shop.Yesterday().Lines, ChartNames.RequestRate).Take(BeforeRun));
    }

    /// <summary>
    /// An overlay must not contain anything false: a release of this morning did not exist yesterday, and a migration of the day before
    /// did.
    /// </summary>
    [Fact]
    public void A_weakness_was_there_yesterday_when_the_change_that_brought_it_was_older()
    {
        var cause = Lab1.Cause("missing-index");
        var scenario = Lab1.Scenario with { RootCauses = [cause] };
        var (older, younger) = (SeedBetween(scenario, cause, 27, 48), SeedBetween(scenario, cause, 10, 21.9));

        Assert.InRange(P95(older), 340, 480);
        Assert.InRange(P95(younger), 200, 320);

        double P95(long seed) => Line(ShopSimulation.Create(scenario, seed).Yesterday().Lines, ChartNames.LatencyP95).Average();
    }

    [Fact]
    public void A_weakness_that_came_within_the_hours_shown_begins_there()
    {
        var cause = Lab1.Cause("slow-release");
        var scenario = Lab1.Scenario with { RootCauses = [cause] };
        var seed = SeedBetween(scenario, cause, 22.8, 24.2);
        var since = StartOf(scenario, cause, seed) + TimeSpan.FromDays(1);

        var line = Line(ShopSimulation.Create(scenario, seed).Yesterday().Lines, ChartNames.LatencyP50);
        var place = BeforeRun + (int)Math.Floor(since.TotalSeconds / ShopYesterday.Step);

        Assert.InRange(line.Take(place - 1).Max(), 20, 45);
        Assert.InRange(line.Skip(place + 3).Min(), 200, 400);
    }

    static long SeedBetween(Scenario scenario, RootCause cause, double youngest, double oldest) =>
        Enumerable
            .Range(1, 5_000)
            .First(seed =>
                StartOf(scenario, cause, seed) < TimeSpan.FromHours(-youngest)
                && StartOf(scenario, cause, seed) > TimeSpan.FromHours(-oldest)
            );

    static TimeSpan StartOf(Scenario scenario, RootCause cause, long seed) =>
        ChangeDraw.Of(scenario, seed).Where(change => cause.StartedBy.Contains(change.Record.Id)).Max(change => change.At);

    static ShopSimulation Shop(string scenario, long seed) => ShopSimulation.Create(Labs.Scenario(scenario), seed);

    static IReadOnlyList<double> Line(IReadOnlyList<ChartLine> lines, string name) => lines.Single(line => line.Name == name).Values;
}
