using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>Claims and promises of updates, and how long an audience waited, on both sides of each second.</summary>
public sealed class ClaimTests
{
    [Theory]
    [InlineData(UpdateStage.Monitoring, 599, false)]
    [InlineData(UpdateStage.Monitoring, 600, true)]
    [InlineData(UpdateStage.Resolved, 719, false)]
    [InlineData(UpdateStage.Resolved, 720, true)]
    [InlineData(UpdateStage.Investigating, 839, true)]
    [InlineData(UpdateStage.Investigating, 840, false)]
    [InlineData(UpdateStage.Identified, 499, false)]
    [InlineData(UpdateStage.Identified, 500, true)]
    public void A_stage_is_true_from_its_second_on(UpdateStage stage, int second, bool isTrue)
    {
        var run = new MadeRun(recoveredAtMinute: 12).Declare(500, MadeRun.Right);
        run.Truth = run.Truth with { CauseRemovedAt = TimeSpan.FromSeconds(600), ResolvedAt = TimeSpan.FromSeconds(840) };
        run.Add(
            second,
            IncidentEventKind.StatusUpdate,
            "Buying is slow.",
            nameof(UpdateAudience.Customers),
            details: EventDetails.Write(new StatusUpdate.Facts(stage, UpdateImpact.Unstated, "Buying is slow.", null))
        );
        Assert.Equal(isTrue, Assert.Single(CommunicationScore.Of(run.Record()).Updates).StageWasTrue);
    }

    [Fact]
    public void Kept_and_broken_promises_are_counted_and_named_by_what_was_promised()
    {
        var run = new MadeRun(recoveredAtMinute: 14)
            .Update(300, "Buying is slow. It will be fixed by 9:15.")
            .Update(400, nextBySecond: 600)
            .Update(900);
        var score = CommunicationScore.Of(run.Record());
        Assert.Equal((2, 1), (score.PromisesDue, score.PromisesKept));
        var lines = CommunicationPart
            .Of(score, MadeRun.Clock)
            .Lines.Where(line => line.Title.StartsWith("Promised", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            [("Promised recovery by 09:15:00 UTC", ResultMark.Good), ("Promised an update by 09:10:00 UTC", ResultMark.Bad)],
            lines.Select(line => (line.Title, line.Mark))
        );
    }

    [Fact]
    public void A_part_of_a_wait_that_took_no_time_is_not_told()
    {
        // Acknowledged and rated in the second of the detection, and informed in the second after it.
        var run = new MadeRun(acknowledgedAtMinute: 1).Severity(60, Severity.P1).Update(61);
        var audience = CommunicationScore.Of(run.Record()).Audiences.Single(one => one.Audience == UpdateAudience.Customers);
        Assert.Equal([TimeSpan.FromSeconds(1)], audience.Delays.Select(delay => delay.Took));
        Assert.Equal(audience.Delays[0], audience.LongestDelay);
    }

    [Fact]
    public void Hints_are_listed_with_their_price_and_nothing_else_is()
    {
        var log = new MadeRun()
            .Say(100, "It costs 40.")
            .Add(200, IncidentEventKind.HintTaken, "Took a pointer (price 10).")
            .Add(300, IncidentEventKind.HintTaken, "Took a nudge.")
            .Record()
            .Log;
        Assert.Equal(
            [(TimeSpan.FromSeconds(200), 10), (TimeSpan.FromSeconds(300), 0)],
            PricedHint.Of(log).Select(hint => (hint.At, hint.Price))
        );
    }

    [Fact]
    public void What_is_done_before_the_detection_or_after_the_resolution_is_no_time_at_work()
    {
        var (from, until) = (TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(400));
        Assert.Equal([TimeSpan.FromSeconds(340)], PersonRecord.IdleIn(from, until, [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(500)]));
        Assert.Equal(
            [(from, TimeSpan.FromSeconds(200))],
            PersonRecord.BusyIn(from, until, [TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(200), TimeSpan.FromSeconds(500)])
        );
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 59)]
    public void Orders_that_wait_from_the_first_second_on_are_counted_from_it(int since, int waited) =>
        Assert.Equal(
            TimeSpan.FromSeconds(waited),
            NoticedImpact
                .At(TimeSpan.FromSeconds(60), new MadeRun().Chart(ChartNames.StuckOrders, second => second < since ? 0 : 1).Charts)
                .OrdersWaitFor
        );
}
