using IncidentTraining.Core.Documents.Checks;
using IncidentTraining.Core.Reviews.Truth;

namespace IncidentTraining.Tests.Core.Reviews.Truth;

public sealed class TruthTests
{
    private static readonly TrueEvent[] Events =
    [
        At("10:04:00", "Onset: a service level was violated for the first time", "begins started slow"),
        At("10:06:10", "Alert fires: checkout latency above 400 ms", "checkout-latency"),
        At("10:08:00", "Thea Novak acknowledged the incident"),
        At("10:15:00", "The pool size was raised to 40"),
        At("23:59:30", "Recovery: every service level held again", "normal healthy"),
    ];

    [Fact]
    public void Each_event_is_right_off_left_out_or_never_happened()
    {
        var moments = TimelineTruth.Compare(
            Events,
            TimelineChecks.Read(
                """
                - 10:04 Checkout begins to be slow
                - 10:06 Alert fires: checkout latency
                - 10:15 Pool size raised to 40
                - 10:40 We restarted the database
                - 00:00 Back to normal, healthy
                """
            )
        );

        Assert.Equal(
            [
                TruthVerdict.Right,
                TruthVerdict.Right,
                TruthVerdict.Omitted,
                TruthVerdict.Right,
                TruthVerdict.Right,
                TruthVerdict.NotRecorded,
            ],
            moments.Select(moment => moment.Verdict)
        );
        Assert.Equal("We restarted the database", moments[^1].What);
        Assert.Equal(TimeSpan.FromSeconds(30), moments[4].Off);
    }

    [Fact]
    public void A_wrong_time_is_found_by_the_words_of_the_event()
    {
        var moment = TimelineTruth.Compare(Events, TimelineChecks.Read("| 10:25 | The pool size was raised to 40 | action |"))[3];
        Assert.Equal((TruthVerdict.Different, TimeSpan.FromMinutes(10)), (moment.Verdict, moment.Off!.Value));
    }

    [Fact]
    public void What_was_believed_is_shown_beside_the_entry_and_never_taken_for_what_happened()
    {
        var moments = TimelineTruth.Compare(
            Events,
            TimelineChecks.Read(
                """
                | Time (UTC) | Event | What we believed | Source |
                |---|---|---|---|
                | 10:06 | Alert fires: checkout latency | Recovery: every service level held again | alert |
                | 10:15 | The pool size was raised to 40 | – | action |
                """
            )
        );

        Assert.Equal(
            [TruthVerdict.Omitted, TruthVerdict.Right, TruthVerdict.Omitted, TruthVerdict.Right, TruthVerdict.Omitted],
            moments.Select(moment => moment.Verdict)
        );
        Assert.Equal("Recovery: every service level held again", moments[1].Written!.Belief);
        Assert.Equal("", moments[3].Written!.Belief);
    }

    [Fact]
    public void An_entry_in_words_of_its_own_counts_for_the_event_of_its_minute_and_an_entry_means_one_event_only()
    {
        var moments = TimelineTruth.Compare(Events, TimelineChecks.Read("10:08 someone is on it"));
        Assert.Equal(
            [2],
            moments.Select((moment, index) => (moment, index)).Where(pair => pair.moment.Written is not null).Select(pair => pair.index)
        );
    }

    [Fact]
    public void An_entry_that_means_something_else_of_the_same_minute_does_not_stand_for_the_alert()
    {
        TrueEvent[] events = [Events[1], At("10:06:20", "Good morning. The game day is on.") with { IsKey = false }];
        var moment = Assert.Single(TimelineTruth.Compare(events, TimelineChecks.Read("10:06:20 Good morning. The game day is on.")));
        Assert.Equal((TruthVerdict.Omitted, Events[1].Text), (moment.Verdict, moment.What));
        // Told at another time it is shown; left out it is not missed.
        Assert.Equal(
            TruthVerdict.Different,
            TimelineTruth.Compare(events, TimelineChecks.Read("10:16 Good morning. The game day is on."))[1].Verdict
        );
    }

    [Theory]
    [InlineData("- Orders lost: 118", TruthVerdict.Right)]
    [InlineData("- About 120 orders failed", TruthVerdict.Right)]
    [InlineData("- 1,180 orders", TruthVerdict.Different)]
    [InlineData("- Orders were lost, 118 customers", TruthVerdict.Right)]
    [InlineData("- Some orders failed", TruthVerdict.Omitted)]
    [InlineData("- 118 customers", TruthVerdict.Omitted)]
    public void A_figure_is_right_within_five_per_cent(string impact, TruthVerdict verdict)
    {
        var orders = ImpactTruth.Of(118, 250_000, 90, TimeSpan.FromMinutes(37)).First();
        Assert.Equal(verdict, ImpactTruth.Compare(orders, impact).Verdict);
    }

    private static TrueEvent At(string time, string text, string words = "") =>
        new(
            new DateOnly(2026, 3, 2).ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc),
            text,
            words
        );
}
