using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>When updates are owed, what counts as an update, and what was promised. Detected at 1:00, acknowledged at 2:00.</summary>
public sealed class CommunicationRulesTests
{
    [Fact]
    public void No_update_is_a_missed_cadence_whatever_the_severity()
    {
        foreach (var severity in Enum.GetValues<Severity>())
        {
            Assert.False(Score(new MadeRun().Severity(130, severity)).CadenceKept);
        }

        Assert.False(Score(new MadeRun()).CadenceKept);
    }

    [Theory]
    [InlineData(null, 60)]
    [InlineData(2.0, 120)]
    public void News_is_owed_from_the_acknowledgement_or_from_the_detection_when_nobody_acknowledged(double? acknowledgedAt, int since) =>
        Assert.Equal(TimeSpan.FromSeconds(since), Score(new MadeRun(acknowledgedAtMinute: acknowledgedAt)).Since);

    [Fact]
    public void A_run_without_an_incident_owes_no_news()
    {
        var run = new MadeRun(acknowledgedAtMinute: null);
        run.Truth = run.Truth with { OnsetAt = null, DetectedAt = null };
        Assert.Null(Score(run).CadenceKept);
    }

    [Theory]
    [InlineData(Severity.P0, 720, true)]
    [InlineData(Severity.P0, 721, false)]
    [InlineData(Severity.P1, 720, true)]
    [InlineData(Severity.P1, 721, false)]
    [InlineData(Severity.P2, 1800, null)]
    public void The_first_update_has_ten_minutes_from_the_acknowledgement_at_P0_and_P1(Severity severity, int at, bool? inTime) =>
        Assert.Equal(inTime, Score(new MadeRun().Severity(130, severity).Update(at)).FirstInTime);

    [Theory]
    [InlineData(Severity.P0, 1200, true)]
    [InlineData(Severity.P0, 1201, false)]
    [InlineData(Severity.P1, 2100, true)]
    [InlineData(Severity.P1, 2101, false)]
    public void A_silence_may_last_as_long_as_the_cadence_and_no_longer(Severity severity, int second, bool kept) =>
        Assert.Equal(
            kept,
            Score(new MadeRun(endsAtMinute: 36).Severity(130, severity).Update(300).Update(second).Update(second + 60)).CadenceKept
        );

    [Fact]
    public void A_raised_severity_asks_for_its_cadence_after_five_minutes()
    {
        Assert.True(Score(Raised().Update(1500)).CadenceKept);
        Assert.False(Score(Raised().Update(1501)).CadenceKept);

        static MadeRun Raised() => new MadeRun(endsAtMinute: 26).Severity(130, Severity.P1).Update(300).Severity(1200, Severity.P0);
    }

    // At a full half minute the measured impact is sampled too: the level that was set has its five minutes anyway.
    [Theory]
    [InlineData(1199)]
    [InlineData(1200)]
    [InlineData(1201)]
    public void A_severity_has_its_first_minutes_at_every_second(int raisedAt)
    {
        Assert.True(Score(Raised().Update(raisedAt + 300)).CadenceKept);
        Assert.False(Score(Raised().Update(raisedAt + 301)).CadenceKept);

        MadeRun Raised() => new MadeRun(endsAtMinute: 26).Severity(130, Severity.P1).Update(300).Severity(raisedAt, Severity.P0);
    }

    [Theory]
    [InlineData("asdf")]
    [InlineData("On it.")]
    [InlineData("test test test test")]
    [InlineData("asdf qwer zxcv hjkl")]
    [InlineData("asda gege toto kiki lolo")]
    [InlineData("Thank you for your patience.")]
    [InlineData("Next update by 10:30.")]
    [InlineData("We are on it and will be back.")]
    public void An_update_without_content_counts_for_nothing(string text)
    {
        var score = Score(new MadeRun().Severity(130, Severity.P1).Update(200, text, nextBySecond: 900));
        Assert.False(Assert.Single(score.Updates).HasContent);
        Assert.Equal((false, null), (score.CadenceKept, score.FirstUpdate));
        Assert.All(score.Audiences, audience => Assert.Null(audience.FirstAt));
    }

    [Theory]
    [InlineData("Checkout is down.")]
    [InlineData("Some orders are confirmed late.")]
    [InlineData("The workers are up again.")]
    [InlineData("Errors began at 08:55 and have stopped.")]
    [InlineData("We have found the cause and are restarting the workers.")]
    [InlineData("Nothing new since the last update; the team is still searching.")]
    public void An_update_with_content_counts(string text) => Assert.True(UpdateContent.IsIn(text));

    [Theory]
    [InlineData("Buying is slow. We will write again in 15 minutes.", PromiseKind.NextUpdate, 15 * 60)]
    [InlineData("Buying is slow. Next update within half an hour.", PromiseKind.NextUpdate, 30 * 60)]
    [InlineData("Buying is slow. We will report back by half past.", PromiseKind.NextUpdate, 25 * 60)]
    [InlineData("Buying is slow. Next update at quarter past nine.", PromiseKind.NextUpdate, 10 * 60)]
    [InlineData("Buying is slow. Next update by 09:20 UTC.", PromiseKind.NextUpdate, 15 * 60)]
    [InlineData("Buying is slow. More information within the hour.", PromiseKind.NextUpdate, 60 * 60)]
    [InlineData("Buying is slow. It will be fixed by 9:15.", PromiseKind.Recovery, 10 * 60)]
    [InlineData("Payments should be back in about 20 minutes.", PromiseKind.Recovery, 20 * 60)]
    [InlineData("We are scaling up the database. ETA: 30 minutes.", PromiseKind.Recovery, 30 * 60)]
    [InlineData("We expect to be back online within 2 hours.", PromiseKind.Recovery, 120 * 60)]
    public void A_promise_in_words_is_found_with_its_time(string text, PromiseKind kind, int ahead)
    {
        // Written at 5:00 of a run that began at 09:00.
        var said = Assert.Single(PromiseWords.In(text, TimeSpan.FromMinutes(5), MadeRun.Start));
        Assert.Equal((kind, TimeSpan.FromSeconds(300 + ahead)), (said.Kind, said.By));
    }

    [Theory]
    [InlineData("Checkout has been slow since 09:01 and failed for 15 minutes.")]
    [InlineData("The release at 08:45 was rolled back within 10 minutes.")]
    [InlineData("We will write again when we know more.")]
    [InlineData("The shop will be down for up to two hours beginning at 10:00 for an upgrade.")]
    [InlineData("The pool was resized at 09:03. Orders are confirmed again.")]
    public void A_time_that_promises_nothing_is_no_promise(string text) =>
        Assert.Empty(PromiseWords.In(text, TimeSpan.FromMinutes(5), MadeRun.Start));

    [Theory]
    [InlineData(1200, true)]
    [InlineData(1201, false)]
    public void A_promise_in_words_is_kept_by_an_update_to_the_same_audience_in_time(int second, bool kept)
    {
        var run = new MadeRun().Update(300, "Buying is slow. We will write again in 15 minutes.").Update(second);
        Assert.Equal(kept, Assert.Single(Score(run).Promises).Kept);
        var elsewhere = new MadeRun()
            .Update(300, "Buying is slow. We will write again in 15 minutes.")
            .Update(second, audience: UpdateAudience.Support);
        Assert.False(Assert.Single(Score(elsewhere).Promises).Kept);
    }

    [Fact]
    public void A_promise_is_not_kept_by_an_update_without_content()
    {
        var run = new MadeRun().Update(300, "Buying is slow. We will write again in 15 minutes.").Update(900, "asdf");
        Assert.False(Assert.Single(Score(run).Promises).Kept);
    }

    [Fact]
    public void A_promise_that_was_not_due_when_the_run_ended_is_listed_and_not_judged()
    {
        var score = Score(new MadeRun(endsAtMinute: 10).Update(300, nextBySecond: 1200));
        Assert.Null(Assert.Single(score.Promises).Kept);
        Assert.Equal((0, 0), (score.PromisesDue, score.PromisesKept));
    }

    [Fact]
    public void The_same_promise_in_the_form_and_in_words_is_one() =>
        Assert.Single(Score(new MadeRun().Update(300, "Buying is slow. We will write again in 15 minutes.", nextBySecond: 1200)).Promises);

    [Fact]
    public void A_promised_recovery_is_held_against_the_measured_one()
    {
        Assert.True(Kept(recoveredAt: 14));
        Assert.False(Kept(recoveredAt: 16));

        static bool? Kept(double recoveredAt) =>
            Assert
                .Single(
                    Score(new MadeRun(recoveredAtMinute: recoveredAt).Update(300, "Buying is slow. It will be fixed by 9:15.")).Promises
                )
                .Kept;
    }

    [Fact]
    public void Each_audience_has_the_time_of_its_first_message_and_what_it_waited_for()
    {
        var run = new MadeRun(recoveredAtMinute: 40).Severity(300, Severity.P1).Update(420).Update(1000, audience: UpdateAudience.Support);
        var audiences = Score(run).Audiences.ToDictionary(audience => audience.Audience);
        Assert.Equal(
            (TimeSpan.FromSeconds(420), true),
            (audiences[UpdateAudience.Customers].FirstAt!.Value, audiences[UpdateAudience.Customers].InTime!.Value)
        );
        var support = audiences[UpdateAudience.Support];
        Assert.Equal((TimeSpan.FromSeconds(1000), false), (support.FirstAt!.Value, support.InTime!.Value));
        // Detected at 60 s; acknowledged 120, rated 300, first update 420, told 1000: the parts fill the whole wait.
        Assert.Equal([60, 180, 120, 580], support.Delays.Select(delay => delay.Took.TotalSeconds));
        Assert.Equal(support.Waited, TimeSpan.FromSeconds(support.Delays.Sum(delay => delay.Took.TotalSeconds)));
        Assert.Contains("this audience", support.LongestDelay!.Cause, StringComparison.Ordinal);
        var management = audiences[UpdateAudience.Management];
        Assert.Equal((null, false), (management.FirstAt, management.InTime));
        Assert.Contains("did not happen", management.Delays[^1].Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Partners_are_told_at_a_time_that_no_target_judges()
    {
        var run = new MadeRun(recoveredAtMinute: 40).Severity(300, Severity.P1).Update(1000, audience: UpdateAudience.Partners);
        var partners = Score(run).Audiences.Single(audience => audience.Audience == UpdateAudience.Partners);
        Assert.Equal((TimeSpan.FromSeconds(1000), null, 1), (partners.FirstAt, partners.InTime, partners.Updates));
        var never = Score(new MadeRun(recoveredAtMinute: 40).Severity(300, Severity.P1).Update(420))
            .Audiences.Single(audience => audience.Audience == UpdateAudience.Partners);
        Assert.Equal((null, null), (never.FirstAt, never.InTime));
    }

    private static CommunicationScore Score(MadeRun run) => CommunicationScore.Of(run.Record());
}
