using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// What people noticed in the minute before a moment: which seconds of which chart, and the result if nothing was measured.
/// </summary>
public sealed class NoticedImpactTests
{
    [Fact]
    public void The_minute_before_is_counted_from_the_first_second_of_the_charts()
    {
        // The charts begin at 1:40; requests fail from 2:40 on.
        var charts = new ShopCharts(
            100,
            120,
            [
                new(ChartNames.RequestRate, "", Values(120, _ => 10)),
                new(ChartNames.ErrorRate, "", Values(120, second => second < 60 ? 0 : 5)),
            ]
        );
        Assert.Equal(0, NoticedImpact.At(TimeSpan.FromSeconds(160), charts).FailedShare);
        Assert.Equal(0.25, NoticedImpact.At(TimeSpan.FromSeconds(190), charts).FailedShare);
        Assert.Equal(0.5, NoticedImpact.At(TimeSpan.FromSeconds(220), charts).FailedShare);
        Assert.Equal(0, NoticedImpact.At(TimeSpan.FromSeconds(50), charts).FailedShare);
    }

    [Fact]
    public void Nothing_failed_where_nothing_was_answered_and_nothing_is_known_of_what_was_not_measured()
    {
        var impact = NoticedImpact.At(
            TimeSpan.FromSeconds(60),
            new ShopCharts(0, 60, [new(ChartNames.RequestRate, "", Values(60, _ => 0)), new(ChartNames.ErrorRate, "", Values(60, _ => 0))])
        );
        Assert.Equal(new NoticedImpact(0, null, null, TimeSpan.Zero), impact);
    }

    [Fact]
    public void The_latency_is_the_mean_of_the_minute_and_the_payments_are_those_of_its_end()
    {
        var run = new MadeRun()
            .Chart(ChartNames.LatencyP95, second => second < 90 ? 100 : 300)
            .Chart(ChartNames.PaymentSuccess, second => second < 119 ? 90 : 97);
        var impact = NoticedImpact.At(TimeSpan.FromSeconds(120), run.Charts);
        Assert.Equal((200, 97), (impact.P95, impact.PaymentSuccess));
    }

    [Fact]
    public void Orders_wait_on_through_seconds_in_which_nothing_was_measured()
    {
        Assert.Equal(TimeSpan.FromSeconds(50), Waited(300, second => second >= 250 ? double.NaN
                : second >= 200 ? 3
                : 0));
        Assert.Equal(TimeSpan.FromSeconds(100), Waited(300, second => second is >= 220 and < 240 ? double.NaN
                : second >= 200 ? 3
                : 0));
        Assert.Equal(TimeSpan.Zero, Waited(300, _ => double.NaN));
        Assert.Equal(TimeSpan.Zero, Waited(1, _ => double.NaN));

        static TimeSpan Waited(int at, Func<int, double> stuck) =>
            NoticedImpact.At(TimeSpan.FromSeconds(at), new MadeRun().Chart(ChartNames.StuckOrders, stuck).Charts).OrdersWaitFor;
    }

    [Theory]
    [InlineData(599, UpdateImpact.Errors, Severity.P1)]
    [InlineData(600, UpdateImpact.None, Severity.P3)]
    [InlineData(900, UpdateImpact.None, Severity.P3)]
    public void An_order_that_was_put_aside_is_noticed_by_no_one_from_the_recovery_on(int second, UpdateImpact words, Severity level)
    {
        var run = new MadeRun(recoveredAtMinute: 10).Chart(ChartNames.StuckOrders, at => at >= 120 ? 1 : 0).Record();
        var noticed = run.NoticedAt(TimeSpan.FromSeconds(second));
        Assert.Equal((words, level), (noticed.Words(run.Scenario.ServiceLevels), SeverityRule.Of(noticed, run.Scenario.ServiceLevels)));
    }

    [Fact]
    public void Without_a_recovery_an_order_waits_to_the_end() =>
        Assert.Equal(
            TimeSpan.FromSeconds(3480),
            new MadeRun().Chart(ChartNames.StuckOrders, at => at >= 120 ? 1 : 0).Record().NoticedAt(TimeSpan.FromHours(1)).OrdersWaitFor
        );

    [Theory]
    [InlineData(0.5, 200, 99, 0, UpdateImpact.Down)]
    [InlineData(0.4999, 200, 99, 0, UpdateImpact.Errors)]
    [InlineData(0.0051, 200, 99, 0, UpdateImpact.Errors)]
    [InlineData(0.0049, 200, 99, 0, UpdateImpact.None)]
    [InlineData(0, 200, 96.9, 0, UpdateImpact.Errors)]
    [InlineData(0, 200, 97, 0, UpdateImpact.None)]
    [InlineData(0, 200, 99, 1, UpdateImpact.Errors)]
    [InlineData(0, 401, 99, 0, UpdateImpact.Slow)]
    [InlineData(0, 400, 99, 0, UpdateImpact.None)]
    public void The_impact_in_words_changes_at_its_thresholds(double failed, double p95, double payments, int wait, UpdateImpact words) =>
        Assert.Equal(words, new NoticedImpact(failed, p95, payments, TimeSpan.FromSeconds(wait)).Words(MadeRun.Scenario.ServiceLevels));

    [Fact]
    public void Exactly_what_the_objective_allows_is_no_impact()
    {
        var levels = MadeRun.Scenario.ServiceLevels;
        Assert.Equal(UpdateImpact.None, new NoticedImpact(1 - levels.Availability, 200, 99, TimeSpan.Zero).Words(levels));
    }

    private static double[] Values(int seconds, Func<int, double> value) => [.. Enumerable.Range(0, seconds).Select(value)];
}
