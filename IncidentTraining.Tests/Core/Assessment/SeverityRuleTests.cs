using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>One rule determines the severity of a measured impact, with a test on each side of every threshold.</summary>
public sealed class SeverityRuleTests
{
    [Theory]
    [InlineData(0.50, 200, 99, 0, Severity.P0)]
    [InlineData(0.4999, 200, 99, 0, Severity.P1)]
    [InlineData(0.03, 200, 99, 0, Severity.P1)]
    [InlineData(0.0299, 200, 99, 0, Severity.P2)]
    [InlineData(0.0051, 200, 99, 0, Severity.P2)]
    [InlineData(0.0049, 200, 99, 0, Severity.P3)]
    [InlineData(0, 200, 80, 0, Severity.P1)]
    [InlineData(0, 200, 80.1, 0, Severity.P2)]
    [InlineData(0, 200, 96.9, 0, Severity.P2)]
    [InlineData(0, 200, 97, 0, Severity.P3)]
    [InlineData(0, 401, 99, 0, Severity.P2)]
    [InlineData(0, 400, 99, 0, Severity.P3)]
    [InlineData(0, 200, 99, 300, Severity.P1)]
    [InlineData(0, 200, 99, 299, Severity.P2)]
    public void The_measured_impact_has_one_level(double failed, double p95, double payments, int ordersWaitSeconds, Severity level) =>
        Assert.Equal(
            level,
            SeverityRule.Of(
                new NoticedImpact(failed, p95, payments, TimeSpan.FromSeconds(ordersWaitSeconds)),
                MadeRun.Scenario.ServiceLevels
            )
        );

    [Theory]
    [InlineData(99, Severity.P3)]
    [InlineData(100, Severity.P0)]
    [InlineData(200, Severity.P0)]
    [InlineData(259, Severity.P0)]
    [InlineData(260, Severity.P3)]
    public void Orders_in_the_hands_of_a_stranger_are_P0_from_the_first_read_to_a_minute_after_the_last(int at, Severity level)
    {
        var reads = new ReadStretch[] { new(TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(200)) };
        var impact = NoticedImpact.At(TimeSpan.FromSeconds(at), new MadeRun().Charts, reads);

        Assert.Equal(level, SeverityRule.Of(impact, MadeRun.Scenario.ServiceLevels));
        // Customers notice nothing, so an update that states this is true.
        Assert.Equal(UpdateImpact.None, impact.Words(MadeRun.Scenario.ServiceLevels));
    }

    [Theory]
    [InlineData(Severity.P0, Severity.P1, true)]
    [InlineData(Severity.P1, Severity.P1, true)]
    [InlineData(Severity.P0, Severity.P2, false)]
    [InlineData(Severity.P2, Severity.P1, false)]
    public void A_level_fits_when_it_is_the_measured_one_or_one_higher(Severity given, Severity measured, bool fits) =>
        Assert.Equal(fits, SeverityRule.Fits(given, measured));

    [Fact]
    public void Waiting_orders_are_counted_without_a_gap_up_to_the_moment()
    {
        var run = new MadeRun().Chart(ChartNames.StuckOrders, second => second is >= 100 and < 200 or >= 210 ? 3 : 0);
        Assert.Equal(TimeSpan.FromSeconds(90), NoticedImpact.At(TimeSpan.FromSeconds(300), run.Charts).OrdersWaitFor);
        Assert.Equal(TimeSpan.Zero, NoticedImpact.At(TimeSpan.FromSeconds(205), run.Charts).OrdersWaitFor);
    }

    [Theory]
    [InlineData(181, false)]
    [InlineData(182, true)]
    [InlineData(310, true)]
    public void A_severity_may_be_two_minutes_ahead_of_a_growing_impact_and_no_more(int setAt, bool fits)
    {
        // From 5:00 on everything fails, so that two seconds later 3 % of the last minute have failed: P1, which P0 fits.
        var run = new MadeRun().Chart(ChartNames.ErrorRate, second => second >= 300 ? 20 : 0).Severity(setAt, Severity.P0);
        Assert.Equal(fits, SeverityRecord.Of(run.Record()).Given.Single().Fits);
    }

    [Theory]
    [InlineData(247, 0)]
    [InlineData(252, 1)]
    public void A_change_of_the_impact_that_lasts_for_more_than_five_minutes_wants_another_severity(int lasts, int missed)
    {
        var run = new MadeRun(recoveredAtMinute: 50)
            .Chart(ChartNames.LatencyP95, _ => 900)
            // Two seconds of a minute are 3 %: the level rises at 10:02 and, read every five seconds, is P1 from 10:05 to 58 s after the
            // last error.
            .Chart(ChartNames.ErrorRate, second => second >= 600 && second < 600 + lasts ? 20 : 0)
            .Severity(150, Severity.P2);
        Assert.Equal(
            missed,
            SeverityRecord.Of(run.Record()).Missed.Count(one => one.Measured == Severity.P0 || one.Measured == Severity.P1)
        );
        run.Severity(700, Severity.P0);
        Assert.DoesNotContain(SeverityRecord.Of(run.Record()).Missed, one => one.At < TimeSpan.FromSeconds(700));
    }

    [Fact]
    public void A_level_that_stays_high_after_the_impact_has_shrunk_is_a_change_that_was_not_followed()
    {
        var run = new MadeRun(recoveredAtMinute: 50)
            .Chart(ChartNames.LatencyP95, _ => 900)
            .Chart(ChartNames.ErrorRate, second => second < 600 ? 20 : 0)
            .Severity(150, Severity.P0);
        Assert.Equal((Severity.P2, Severity.P0), SeverityRecord.Of(run.Record()).Missed.Select(one => (one.Measured, one.Given)).Single());
        Assert.True(SeverityRecord.Of(run.Record()).LastFits);
        Assert.False(SeverityRecord.Of(run.Record()).AllFits);
        Assert.Empty(SeverityRecord.Of(run.Severity(660, Severity.P2).Record()).Missed);
    }

    [Fact]
    public void An_archive_that_lacks_a_line_is_judged_by_what_is_there_and_says_so()
    {
        var run = new MadeRun()
            .Without(ChartNames.StuckOrders)
            .Without(ChartNames.PaymentSuccess)
            .Chart(ChartNames.LatencyP95, _ => 900)
            .Severity(150, Severity.P2);
        var record = run.Record();
        Assert.False(record.IsComplete);
        Assert.True(SeverityRecord.Of(record).LastFits);
        Assert.True(new MadeRun().Record().IsComplete);
    }
}
