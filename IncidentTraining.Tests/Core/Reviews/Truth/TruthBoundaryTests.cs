using IncidentTraining.Core.Documents.Checks.Timelines;
using IncidentTraining.Core.Reviews.Truth;

namespace IncidentTraining.Tests.Core.Reviews.Truth;

/// <summary>The tolerance for a written figure or time, and which entry is matched to which event.</summary>
public sealed class TruthBoundaryTests
{
    [Fact]
    public void Each_figure_of_a_run_reads_as_people_write_it_and_without_a_recovery_there_is_no_duration()
    {
        Assert.Equal(
            [
                ("Orders lost", 1_180.0, "1,180"),
                ("Revenue lost", 2_500.5, "2,500.50 USD"),
                ("Customers affected", 12_345.0, "12,345"),
                ("Duration, from onset to recovery", 37.0, "37 minutes"),
            ],
            ImpactTruth.Of(1_180, 250_050, 12_345, TimeSpan.FromSeconds(37 * 60 + 20)).Select(one => (one.What, one.Value, one.True))
        );
        Assert.Equal(3, ImpactTruth.Of(1, 1, 1, null).Count());
    }

    [Theory]
    // A twentieth of 200 is 10.
    [InlineData(200, "190 orders", TruthVerdict.Right)]
    [InlineData(200, "189 orders", TruthVerdict.Different)]
    [InlineData(200, "210 orders", TruthVerdict.Right)]
    [InlineData(200, "211 orders", TruthVerdict.Different)]
    // Of few, one more or less.
    [InlineData(3, "4 orders", TruthVerdict.Right)]
    [InlineData(3, "5 orders", TruthVerdict.Different)]
    [InlineData(3, "2 orders", TruthVerdict.Right)]
    [InlineData(3, "1 order", TruthVerdict.Different)]
    [InlineData(1_180, "1,180 orders", TruthVerdict.Right)]
    [InlineData(1_180, "about 1,180.5 orders", TruthVerdict.Right)]
    [InlineData(1_180, "180 orders", TruthVerdict.Different)]
    // One right number in the line is enough.
    [InlineData(1_180, "1,180 of 40,000 orders", TruthVerdict.Right)]
    public void A_figure_is_right_within_a_twentieth_or_one(long truth, string impact, TruthVerdict verdict) =>
        Assert.Equal(verdict, ImpactTruth.Compare(ImpactTruth.Of(truth, 0, 0, null).First(), impact).Verdict);

    [Fact]
    public void Of_several_lines_the_right_one_counts_and_else_the_first()
    {
        var orders = ImpactTruth.Of(118, 250_000, 90, null).First();
        const string Impact = "Orders were lost.\n- 20 orders at 10:00\n| **118 orders** in all |\n- 300 customers";

        var right = ImpactTruth.Compare(orders, Impact);
        Assert.Equal((TruthVerdict.Right, "118 orders** in all", "118"), (right.Verdict, right.Written, right.True));
        var different = ImpactTruth.Compare(orders with { Value = 400 }, Impact);
        Assert.Equal((TruthVerdict.Different, "20 orders at 10:00", "Orders lost"), (different.Verdict, different.Written, different.What));
        Assert.Equal("", ImpactTruth.Compare(orders, "Nothing was lost.").Written);
    }

    [Theory]
    [InlineData(0, "118 ORDERS")]
    [InlineData(1, "Revenue: 2,500")]
    [InlineData(1, "2,500 usd")]
    [InlineData(1, "$2,500")]
    [InlineData(1, "2,500 dollars")]
    [InlineData(2, "90 customers")]
    [InlineData(2, "90 Users")]
    [InlineData(2, "90 people")]
    [InlineData(2, "90 shoppers")]
    [InlineData(3, "Duration: 37")]
    [InlineData(3, "It lasted 37")]
    [InlineData(3, "37 min")]
    [InlineData(3, "37 minutes")]
    public void A_figure_is_found_by_the_words_that_people_use_for_it(int figure, string line)
    {
        var figures = ImpactTruth.Of(118, 250_000, 90, TimeSpan.FromMinutes(37)).ToList();
        Assert.Equal(
            Enumerable.Range(0, 4).Select(place => place == figure ? TruthVerdict.Right : TruthVerdict.Omitted),
            figures.Select(one => ImpactTruth.Compare(one, line).Verdict)
        );
    }

    [Theory]
    [InlineData("10:16:30", TruthVerdict.Right, 90)]
    [InlineData("10:16:31", TruthVerdict.Different, 91)]
    [InlineData("10:13:30", TruthVerdict.Right, -90)]
    [InlineData("10:13:29", TruthVerdict.Different, -91)]
    public void A_time_is_right_within_a_minute_and_a_half(string written, TruthVerdict verdict, int off)
    {
        var moment = Compare([At("10:15:00", "The pool size was raised")], (written, "Pool size raised"))[0];
        Assert.Equal((verdict, off), (moment.Verdict, (int)moment.Off!.Value.TotalSeconds));
    }

    [Theory]
    [InlineData("10:16:00", true, true)]
    [InlineData("10:16:01", true, false)]
    [InlineData("10:14:00", true, true)]
    [InlineData("10:15:00", false, false)]
    public void Words_of_ones_own_count_for_a_key_event_within_a_minute(string written, bool isKey, bool found)
    {
        var moments = Compare([At("10:15:00", "The pool size was raised") with { IsKey = isKey }], (written, "Somebody did something"));
        Assert.Equal(found, moments.Any(moment => moment.Verdict == TruthVerdict.Right));
    }

    [Fact]
    public void What_matches_no_event_was_not_recorded_unless_it_is_of_the_same_minute_as_one()
    {
        TrueEvent[] events = [At("10:15:00", "The pool size was raised"), At("10:20:00", "Good morning everybody") with { IsKey = false }];
        Assert.Equal(
            [(TruthVerdict.Omitted, "The pool size was raised"), (TruthVerdict.NotRecorded, "Something else entirely")],
            Compare(events, ("10:18:59", "Something else entirely")).Select(moment => (moment.Verdict, moment.What))
        );
        Assert.Equal(
            [TruthVerdict.Omitted],
            Compare(events, ("10:19:00", "Something else entirely"), ("10:21:00", "And another thing")).Select(moment => moment.Verdict)
        );
    }

    [Fact]
    public void Half_of_the_words_are_enough_and_less_is_not()
    {
        TrueEvent[] events = [At("10:15:00", "alpha bravo charlie delta")];
        Assert.Equal(TruthVerdict.Different, Compare(events, ("11:00", "alpha bravo echo foxtrot"))[0].Verdict);
        Assert.Equal(TruthVerdict.Omitted, Compare(events, ("11:00", "alpha echo foxtrot golf"))[0].Verdict);
        // Of the shorter one of both.
        Assert.Equal(TruthVerdict.Different, Compare(events, ("11:00", "alpha"))[0].Verdict);
        Assert.Equal(TruthVerdict.Omitted, Compare(events, ("11:00", "…"))[0].Verdict);
    }

    [Fact]
    public void Of_two_events_with_the_same_words_the_nearer_one_is_meant_and_words_go_before_nearness()
    {
        TrueEvent[] twins = [At("10:00:00", "pool restarted"), At("10:30:00", "pool restarted")];
        Assert.Equal(
            [TruthVerdict.Omitted, TruthVerdict.Different],
            Compare(twins, ("10:27", "pool restarted")).Select(moment => moment.Verdict)
        );
        // The entry of the minute has fewer words in common than the one half an hour later.
        TrueEvent[] one = [At("10:00:00", "alpha bravo charlie delta")];
        var moments = Compare(one, ("10:00", "alpha bravo echo"), ("10:30", "alpha bravo charlie delta"));
        Assert.Equal("10:30", moments[0].Written!.Time);
        // Half of the words are enough, and go before nearly half of them in the same minute (5 of 11, which is also about a half).
        TrueEvent[] many = [At("10:00:00", "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo")];
        const string NearlyHalf = "alpha bravo charlie delta echo lima mike november oscar papa quebec";
        Assert.Equal("10:30", Compare(many, ("10:00", NearlyHalf), ("10:30", "alpha zulu"))[0].Written!.Time);
        // One without common words gives way to any with enough.
        Assert.Equal("10:40", Compare(one, ("10:00", "golf hotel"), ("10:40", "alpha bravo"))[0].Written!.Time);
    }

    [Fact]
    public void Words_are_compared_by_their_beginning_without_the_common_ones()
    {
        Assert.Equal(["poole", "raise", "size"], TimelineTruth.Words("The POOLER, was: raised; size of it").Order());
        Assert.Equal(["abc", "abcde"], TimelineTruth.Words("abc abcde abcdef ab").Order());
    }

    [Theory]
    [InlineData("23:59:30", "00:00:30", 60)]
    [InlineData("00:00:30", "23:59:30", -60)]
    [InlineData("06:00:00", "18:00:00", 43_200)]
    [InlineData("18:00:00", "06:00:00", -43_200)]
    public void A_time_is_compared_on_the_nearest_day(string happened, string written, int off) =>
        Assert.Equal(off, Compare([At(happened, "pool restarted")], (written, "pool restarted"))[0].Off!.Value.TotalSeconds);

    [Fact]
    public void Differences_are_the_moments_and_figures_that_are_not_right()
    {
        TruthMoment Moment(TruthVerdict verdict) => new(verdict, "", null, null, null);
        TruthFigure Figure(TruthVerdict verdict) => new(verdict, "", "", "");
        var view = new TruthView(
            [Moment(TruthVerdict.Right), Moment(TruthVerdict.Omitted), Moment(TruthVerdict.NotRecorded)],
            [Figure(TruthVerdict.Right), Figure(TruthVerdict.Right), Figure(TruthVerdict.Different)],
            null,
            "",
            [],
            [],
            null
        );
        Assert.Equal(3, view.Differences);
    }

    private static IReadOnlyList<TruthMoment> Compare(TrueEvent[] events, params (string Time, string Text)[] entries) =>
        TimelineTruth.Compare(
            events,
            [
                .. entries.Select(entry => new WrittenEntry(
                    TimeSpan.Parse(entry.Time, System.Globalization.CultureInfo.InvariantCulture),
                    entry.Time,
                    entry.Text
                )),
            ]
        );

    private static TrueEvent At(string time, string text) =>
        new(
            new DateOnly(2026, 3, 2).ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture), DateTimeKind.Utc),
            text
        );
}
