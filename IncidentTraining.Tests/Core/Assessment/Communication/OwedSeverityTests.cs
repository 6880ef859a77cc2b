using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Setting the severity too low does not spare a crew any update. Acknowledged at 2:00; nothing recovers.</summary>
public sealed class OwedSeverityTests
{
    // Half of the requests fail from this second on: P0, according to the lesson.
    private const int Down = 120;

    /// <summary>The failed share of the last minute reaches half after a minute at the latest.</summary>
    private const int Lasted = Down + 60 + 300;

    [Theory]
    [InlineData(Severity.P3)]
    [InlineData(Severity.P1)]
    public void A_measured_level_that_has_lasted_is_owed_whatever_was_set(Severity given)
    {
        var owed = OwedSeverity.Of(Broken().Severity(130, given).Record());

        Assert.Equal(given, owed.At(At(Down + 299)));
        Assert.Equal(Severity.P0, owed.At(At(Lasted)));
    }

    [Fact]
    public void Without_a_severity_only_a_more_severe_impact_than_P1_counts()
    {
        Assert.Equal(Severity.P0, OwedSeverity.Of(Broken().Record()).At(At(Lasted)));
        Assert.Null(OwedSeverity.Of(Broken(failing: 0.1).Record()).At(At(Lasted)));
    }

    [Fact]
    public void A_higher_level_than_the_measured_one_stays_the_crews() =>
        Assert.Equal(Severity.P0, OwedSeverity.Of(Broken(failing: 0.1).Severity(130, Severity.P0).Record()).At(At(Lasted)));

    [Theory]
    [InlineData(270, false)]
    [InlineData(420, true)]
    public void An_impact_that_does_not_last_asks_for_nothing(int seconds, bool raised)
    {
        var run = Made()
            .Severity(130, Severity.P3)
            .Chart(ChartNames.ErrorRate, second => second is >= Down && second < Down + seconds ? 5 : 0);
        var owed = OwedSeverity.Of(run.Record());

        Assert.Equal(raised, Enumerable.Range(0, 40).Any(minute => owed.Raised(TimeSpan.FromMinutes(minute)) is not null));
    }

    [Fact]
    public void Who_sets_the_lowest_level_in_an_outage_still_owes_the_cadence_of_the_outage()
    {
        var silent = CommunicationScore.Of(Broken().Severity(130, Severity.P3).Update(240).Record());
        Assert.Equal((false, Severity.P0), (silent.CadenceKept, silent.RaisedTo));
        Assert.Contains("longer than the cadence of P0, as the measured impact asked", CadenceOf(silent));

        var told = CommunicationScore.Of(Broken().Severity(130, Severity.P3).Update(240).Update(1140).Update(2040).Record());
        // It was kept, but not because the crew knew that it was owed.
        Assert.Null(told.CadenceKept);
        Assert.True(CommunicationScore.Of(Broken().Severity(130, Severity.P1).Update(240).Update(1140).Update(2040).Record()).CadenceKept);
    }

    [Fact]
    public void The_first_update_of_an_outage_has_its_target_whatever_was_set()
    {
        Assert.Null(CommunicationScore.Of(Broken().Severity(130, Severity.P3).Update(720).Record()).FirstInTime);
        Assert.False(CommunicationScore.Of(Broken().Severity(130, Severity.P3).Update(721).Record()).FirstInTime);
        Assert.False(CommunicationScore.Of(Broken().Severity(130, Severity.P3).Record()).FirstInTime);
        // If little is noticeable, P3 has no target.
        Assert.Null(CommunicationScore.Of(Made().Severity(130, Severity.P3).Update(721).Record()).FirstInTime);
    }

    [Fact]
    public void A_level_that_is_set_asks_for_nothing_in_its_first_minutes_and_a_measured_one_has_lasted_already()
    {
        var owed = OwedSeverity.Of(Broken().Severity(130, Severity.P3).Severity(200, Severity.P2).Severity(600, Severity.P1).Record());

        // Measured: P2 and more from about 2:00 on, P0 from 3:00 on; each counts when it has lasted.
        Assert.Equal(
            [(At(200), At(500)), (At(450), At(450)), (At(480), At(480)), (At(600), At(900))],
            owed.Changes(At(150), At(601)).Select(change => (change.At, change.Asks))
        );
        Assert.Equal([At(450), At(480)], owed.Changes(At(200), At(600)).Select(change => change.At));
    }

    [Fact]
    public void A_first_update_is_held_against_the_level_that_was_set_when_it_was_written()
    {
        var run = Made().Severity(130, Severity.P2).Update(721).Severity(1500, Severity.P1).Record();

        Assert.Null(CommunicationScore.Of(run).FirstInTime);
    }

    [Fact]
    public void The_wait_of_an_audience_is_counted_from_the_acknowledgement_and_told_with_its_longest_part()
    {
        var run = new MadeRun(endsAtMinute: 40, acknowledgedAtMinute: 10).Severity(610, Severity.P1).Update(1200).Record();
        var customers = CommunicationScore.Of(run).Audiences.Single(one => one.Audience == UpdateAudience.Customers);
        Assert.Equal((true, "the first update to any audience"), (customers.InTime, customers.LongestDelay!.Cause));

        var slow = new MadeRun(endsAtMinute: 40, acknowledgedAtMinute: 10).Severity(610, Severity.P1).Update(700).Record();
        customers = CommunicationScore.Of(slow).Audiences.Single(one => one.Audience == UpdateAudience.Customers);
        Assert.Equal(("the acknowledgement", TimeSpan.FromMinutes(9)), (customers.LongestDelay!.Cause, customers.LongestDelay.Took));
    }

    private static string CadenceOf(CommunicationScore score) =>
        CommunicationPart.Of(score, MadeRun.Clock).Lines.Single(line => line.Title == "Cadence").Text;

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);

    private static MadeRun Made() => new(endsAtMinute: 40);

    private static MadeRun Broken(double failing = 0.5) => Made().Chart(ChartNames.ErrorRate, second => second >= Down ? 20 * failing : 0);
}
