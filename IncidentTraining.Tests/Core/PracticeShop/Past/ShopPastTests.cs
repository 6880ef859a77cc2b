using System.Globalization;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Components;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Past;

/// <summary>The hour before a run: complete, healthy, consistent with the run, and without hints of the cause.</summary>
[Trait("Speed", "slow")]
public class ShopPastTests
{
    const int Hour = ShopPast.Seconds;

    static readonly TimeSpan Whole = TimeSpan.FromSeconds(-Hour);

    public static TheoryData<string> Scenarios => [.. Labs.WithPager.Select(scenario => scenario.Id).Order()];

    [Theory, MemberData(nameof(Scenarios))]
    public void Every_line_has_a_figure_for_each_second_of_the_hour(string id)
    {
        var shop = ShopSimulation.Create(Labs.Scenario(id), 5);
        shop.AdvanceTo(TimeSpan.FromSeconds(40));

        var charts = shop.Charts(Whole);

        Assert.Equal((-Hour, Hour + 40), (charts.FirstSecond, charts.Count));
        Assert.Equal(ChartNames.All.Where(name => IsDrawn(name, Labs.Scenario(id).Limits)), charts.Lines.Select(line => line.Name));
        Assert.All(charts.Lines, line => Assert.Equal(charts.Count, line.Values.Count));
        Assert.All(charts.Lines, line => Assert.DoesNotContain(line.Values.Take(Hour), double.IsNaN));
        Assert.All(charts.Lines, line => Assert.Equal(Run(shop, line.Name), line.Values.Skip(Hour)));
    }

    [Fact]
    public void A_stretch_begins_where_it_was_asked_to_and_never_before_the_hour()
    {
        var shop = ShopSimulation.Create(Labs.Scenario("lab-2-payment-failure"), 5);
        shop.AdvanceTo(TimeSpan.FromSeconds(10));
        var whole = shop.Charts(TimeSpan.FromSeconds(-Hour - 1));

        var part = shop.Charts(TimeSpan.FromSeconds(-90));

        Assert.Equal(-Hour, whole.FirstSecond);
        Assert.Equal((-90, 100), (part.FirstSecond, part.Count));
        Assert.All(part.Lines.Zip(whole.Lines), pair => Assert.Equal(pair.Second.Values.TakeLast(100), pair.First.Values));
        Assert.Equal(0, shop.Charts(TimeSpan.Zero).FirstSecond);
    }

    public static TheoryData<string> ScenariosThatBeginInTheRun =>
        [
            .. Labs
                .WithPager.Where(scenario => scenario.RootCauses.All(cause => cause.Faults.All(fault => fault.After is not null)))
                .Select(scenario => scenario.Id)
                .Order(),
        ];

    [Theory, MemberData(nameof(ScenariosThatBeginInTheRun))]
    public void It_is_the_same_whatever_the_cause(string id)
    {
        var scenario = Labs.Scenario(id);
        var shops = scenario.RootCauses.Select(cause => ShopSimulation.Create(scenario with { RootCauses = [cause] }, 11)).ToList();
        var first = Seen(shops[0]);

        Assert.All(shops.Skip(1), shop => Assert.Equal(first, Seen(shop)));

        static string Seen(ShopSimulation shop) =>
            string.Join(
                '\n',
                [
                    .. shop.Yesterday()
                        .Lines.SelectMany(line => line.Values)
                        .Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
                    .. shop.Charts(Whole)
                        .Lines.SelectMany(line => line.Values.Take(Hour))
                        .Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
                    .. Before(shop).Select(line => line.ToString()),
                    .. shop.Traces(
                            new TraceQuery
                            {
                                WithPast = true,
                                To = TimeSpan.Zero,
                                Limit = 500,
                            }
                        )
                        .Traces.Select(trace => trace.Id),
                ]
            );
    }

    [Fact]
    public void Seeds_have_different_pasts()
    {
        var drawn = Enumerable.Range(1, 200).GroupBy(seed => ShopPast.VariantOf(seed)).ToList();

        Assert.Equal(ShopPast.Variants, drawn.Count);
        Assert.All(drawn, seeds => Assert.InRange(seeds.Count(), 10, 45));
    }

    /// <summary>
    /// The hour before matches the engine's output: in the healthy minutes of a run each line continues at the level of the hour's last
    /// minutes.
    /// </summary>
    [Theory]
    [InlineData("lab-2-payment-failure")]
    [InlineData("lab-3-database-connection")]
    [InlineData("lab-4-worker-failure")]
    [InlineData("lab-5-full-incident-response")]
    [InlineData("on-call")]
    public void The_run_goes_on_where_the_hour_ends(string id)
    {
        var scenario = Labs.Scenario(id);
        var seed = Enumerable.Range(1, 400).First(seed => scenario.BeginsAt(seed) >= TimeSpan.FromMinutes(11));
        var shop = ShopSimulation.Create(scenario, seed);
        shop.AdvanceTo(TimeSpan.FromMinutes(10));
        var charts = shop.Charts(Whole);

        foreach (var (name, mean, spread, high) in Limits)
        {
            var values = charts.Lines.Single(line => line.Name == name).Values;
            double[] before = [.. values.Skip(Hour - 600).Take(600)],
                after = [.. values.Skip(Hour + 60).Where(double.IsFinite)];
            AssertNear(before.Average(), after.Average(), mean, $"{name}: mean");
            AssertNear(Deviation(before), Deviation(after), spread, $"{name}: spread");
            AssertNear(At(before, 0.95), At(after, 0.95), high, $"{name}: 95th percentile");
        }
    }

    /// <summary>
    /// Lab 1 begins with its weakness. A past without it would jump at the start of the run, and the jump would reveal the cause.
    /// </summary>
    [Theory, MemberData(nameof(Lab1.Causes), MemberType = typeof(Lab1))]
    public void A_weakness_that_a_run_begins_with_was_there_in_the_hour_before(string cause)
    {
        var shop = ShopSimulation.Create(Lab1.Scenario, Lab1.SeedOf(cause));
        shop.AdvanceTo(TimeSpan.FromSeconds(60));
        var charts = shop.Charts(Whole);

        foreach (var name in new[] { ChartNames.LatencyP50, ChartNames.LatencyP95, ChartNames.LatencyP99 })
        {
            var values = charts.Lines.Single(line => line.Name == name).Values;
            AssertNear(values.Skip(Hour - 600).Take(600).Average(), values.Skip(Hour + 30).Average(), 0.12, name);
        }
    }

    [Theory, MemberData(nameof(Scenarios))]
    public void Traffic_climbs_over_the_hour_to_that_of_the_run(string id)
    {
        var shop = ShopSimulation.Create(Labs.Scenario(id), 5);
        var rate = shop.Charts(Whole).Lines.Single(line => line.Name == ChartNames.RequestRate).Values;

        double[] quarters = [.. rate.Chunk(Hour / 4).Select(quarter => quarter.Average())];

        Assert.Equal(quarters.Order(), quarters);
        Assert.InRange(quarters[0] / quarters[3], 0.82, 0.94);
    }

    [Theory, MemberData(nameof(ScenariosThatBeginInTheRun))]
    public void No_service_level_breaks_in_it_and_it_costs_the_run_nothing(string id)
    {
        var scenario = Labs.Scenario(id);
        var shop = ShopSimulation.Create(scenario, 5);
        var charts = shop.Charts(Whole);
        IReadOnlyList<double> Of(string name) => charts.Lines.Single(line => line.Name == name).Values;

        Assert.Equal(0, Of(ChartNames.ErrorRate).Sum());
        Assert.True(Of(ChartNames.PaymentSuccess).Min() >= 100 * scenario.ServiceLevels.PaymentSuccess);
        Assert.True(Of(ChartNames.LatencyP95).Max() < scenario.ServiceLevels.LatencyThreshold.TotalMilliseconds);
        Assert.Equal(100 * (1 - scenario.ServiceLevels.BudgetSpent), Of(ChartNames.AvailabilityBudget)[^1], 3);
        Assert.Equal(100 * (1 - scenario.ServiceLevels.BudgetSpent), Of(ChartNames.LatencyBudget)[^1], 3);
        Assert.Equal(0, shop.Cost().UsersAffected);
        Assert.Equal(1 - scenario.ServiceLevels.BudgetSpent, shop.Cost().AvailabilityBudgetLeft);
    }

    [Fact]
    public void Reading_it_changes_nothing_in_the_run()
    {
        var (read, unread) = (
            ShopSimulation.Create(Labs.Scenario("lab-5-full-incident-response"), 5),
            ShopSimulation.Create(Labs.Scenario("lab-5-full-incident-response"), 5)
        );
        _ = read.Charts(Whole);
        _ = Before(read);

        foreach (var shop in new[] { read, unread })
            shop.AdvanceTo(TimeSpan.FromMinutes(14));

        Assert.Equal(unread.Digest(), read.Digest());
        Assert.Equal(unread.PrometheusText(), read.PrometheusText());
    }

    static IReadOnlyList<ShopLogLine> Before(ShopSimulation shop) =>
        shop.Logs(
            new ShopLogQuery
            {
                WithPast = true,
                After = int.MinValue,
                Before = 1,
                Limit = int.MaxValue,
            }
        ).Lines;

    /// <summary>Lines with the share by which mean, spread and 95th percentile of ten minutes may differ.</summary>
    static readonly (string Name, double Mean, double Spread, double High)[] Limits =
    [
        (ChartNames.RequestRate, 0.05, 0.25, 0.12),
        (ChartNames.LatencyP50, 0.15, 0.8, 0.25),
        (ChartNames.LatencyP95, 0.12, 0.8, 0.2),
        (ChartNames.LatencyP99, 0.15, 0.8, 0.25),
        (ChartNames.InFlight, 0.2, 0.4, 0.3),
        (ChartNames.PoolUsed, 0.25, 0.4, 0.35),
        (ChartNames.PaymentsApproved, 0.1, 0.25, 0.25),
        (ChartNames.JobsCompleted, 0.1, 0.3, 0.25),
        (ChartNames.PoolSize, 0, 0, 0),
        (ChartNames.WorkersUp, 0, 0, 0),
        (ChartNames.RedisUp, 0, 0, 0),
        (ChartNames.RedisMemory, 0.02, 5, 0.02),
    ];

    static void AssertNear(double one, double other, double share, string what) =>
        Assert.True(
            Math.Abs(one - other) <= share * Math.Max(Math.Abs(one), Math.Abs(other)) + 1e-9,
            $"{what} was {one:0.###} and is {other:0.###}"
        );

    static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / values.Length);
    }

    static double At(double[] values, double share) => values.Order().ElementAt((int)(share * (values.Length - 1)));

    static IReadOnlyList<double> Run(ShopSimulation shop, string name) =>
        shop.Charts(TimeSpan.Zero).Lines.Single(line => line.Name == name).Values;

    static bool IsDrawn(string line, ShopLimits limits) =>
        line switch
        {
            ChartNames.ExportedRows => limits.Exports is not null,
            ChartNames.OrderValue or ChartNames.OrderListValue => limits.Offer is not null,
            _ => true,
        };
}
