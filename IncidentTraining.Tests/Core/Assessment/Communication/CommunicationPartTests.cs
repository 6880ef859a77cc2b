using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The communication and severity parts, line by line. Detected at 1:00, acknowledged at 2:00, recovered at 20:00.</summary>
public sealed class CommunicationPartTests
{
    [Fact]
    public void The_cadence_is_told_with_its_longest_silence_and_by_what_it_was_held()
    {
        Assert.Equal(("missed: no update after 09:02:00 UTC", ResultMark.Bad), Line(new MadeRun(), "Cadence"));
        Assert.Equal(
            ("longest silence 15 min, within the cadence of the severity", ResultMark.Good),
            Line(Calm().Severity(130, Severity.P0).Update(300), "Cadence")
        );
        var late = Calm().Severity(130, Severity.P0).Update(240);
        Assert.Equal(("longest silence 16 min, longer than the cadence of the severity", ResultMark.Bad), Line(late, "Cadence"));
        Assert.Equal(
            ("longest silence 16 min, and the severity asks for updates on change only", ResultMark.Neutral),
            Line(Calm().Severity(130, Severity.P2).Update(240), "Cadence")
        );
    }

    [Fact]
    public void An_update_in_the_second_of_the_recovery_ends_no_silence_and_one_before_does()
    {
        // Updates are owed until the recovery at 20:00; a silence that lasts until then is reported in full length.
        Assert.Equal(TimeSpan.FromMinutes(15), CommunicationScore.Of(Calm().Update(300).Record()).LongestSilence);
        Assert.Equal(TimeSpan.FromSeconds(899), CommunicationScore.Of(Calm().Update(300).Update(1199).Record()).LongestSilence);
        // A recovery before the acknowledgement does not end the obligation.
        Assert.Equal(TimeSpan.FromMinutes(58), CommunicationScore.Of(new MadeRun(recoveredAtMinute: 1.5).Record()).LongestSilence);
    }

    [Fact]
    public void A_severity_outside_a_silence_does_not_shorten_it()
    {
        // P1 allows 30 minutes, P0 fifteen. A P0 that was lowered before the silence began, or set after its end, requires nothing in it.
        Assert.True(
            CommunicationScore
                .Of(Open().Severity(130, Severity.P0).Severity(200, Severity.P1).Update(300).Update(1800).Record())
                .CadenceKept
        );
        Assert.True(
            CommunicationScore
                .Of(Open().Severity(130, Severity.P1).Update(300).Update(1500).Severity(1560, Severity.P0).Update(1800).Record())
                .CadenceKept
        );
        Assert.False(
            CommunicationScore
                .Of(Open().Severity(130, Severity.P1).Update(300).Severity(600, Severity.P0).Update(1800).Record())
                .CadenceKept
        );

        static MadeRun Open() => new(endsAtMinute: 40);
    }

    [Fact]
    public void The_first_update_is_counted_from_the_detection_and_one_before_it_took_no_time()
    {
        Assert.Equal(TimeSpan.FromSeconds(240), CommunicationScore.Of(new MadeRun().Update(300).Record()).FirstUpdate);
        Assert.Equal(TimeSpan.Zero, CommunicationScore.Of(new MadeRun().Update(30).Record()).FirstUpdate);
        Assert.Null(CommunicationScore.Of(new MadeRun().Record()).FirstUpdate);
    }

    [Theory]
    [InlineData(UpdateImpact.Slow, 900, "the impact was as measured", ResultMark.Good)]
    [InlineData(UpdateImpact.Down, 900, "it said: ", ResultMark.Bad)]
    public void A_claimed_impact_is_held_against_what_was_measured(UpdateImpact said, double latency, string text, ResultMark mark)
    {
        var run = Calm()
            .Chart(ChartNames.LatencyP95, _ => latency)
            .Add(
                300,
                IncidentEventKind.StatusUpdate,
                "Buying is slow.",
                nameof(UpdateAudience.Customers),
                details: EventDetails.Write(new StatusUpdate.Facts(UpdateStage.Investigating, said, "Buying is slow.", null))
            );
        var line = Assert.Single(Part(run).Lines, line =>
            line.Title == "Update at 09:05:00 UTC to customers" && !line.Text.StartsWith("“investigating”", StringComparison.Ordinal)
        );
        Assert.Equal((true, mark), (line.Text.StartsWith(text, StringComparison.Ordinal), line.Mark));
        Assert.Equal(mark == ResultMark.Bad, line.Text.Contains("measured: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stage_is_told_as_true_or_not_and_an_update_without_an_impact_has_no_line_for_it()
    {
        var lines = Part(
            Calm()
                .Update(300)
                .Add(
                    400,
                    IncidentEventKind.StatusUpdate,
                    "Buying is slow.",
                    nameof(UpdateAudience.Support),
                    details: EventDetails.Write(
                        new StatusUpdate.Facts(UpdateStage.Resolved, UpdateImpact.Unstated, "Buying is slow.", null)
                    )
                )
        ).Lines;
        Assert.Equal(
            [
                ("Update at 09:05:00 UTC to customers", "“investigating” was true", ResultMark.Good),
                ("Update at 09:06:40 UTC to support", "“resolved” was not true", ResultMark.Bad),
            ],
            lines
                .Where(line => line.Title.StartsWith("Update", StringComparison.Ordinal))
                .Select(line => (line.Title, line.Text, line.Mark))
        );
    }

    [Fact]
    public void An_update_that_tells_nothing_has_one_line_that_says_so()
    {
        var part = Part(
            Calm()
                .Add(
                    300,
                    IncidentEventKind.StatusUpdate,
                    "asdf",
                    nameof(UpdateAudience.Customers),
                    details: EventDetails.Write(new StatusUpdate.Facts(UpdateStage.Investigating, UpdateImpact.Down, "asdf", null))
                )
        );
        Assert.Equal(
            ("it told its readers nothing and does not count", ResultMark.Bad),
            Single(part, "Update at 09:05:00 UTC to customers")
        );
        Assert.Equal((ResultMark.Bad, "no update told its readers anything"), (part.Mark, part.Summary));
        Assert.Equal((ResultMark.Bad, "no update was published"), Part(Calm()) is var none ? (none.Mark, none.Summary) : default);
        // Even if something else was kept, no update at all is still not met.
        Assert.Equal(ResultMark.Bad, Part(Calm().Severity(130, Severity.P2)).Mark);
    }

    [Fact]
    public void The_summary_counts_updates_and_the_checks_that_were_not_met()
    {
        Assert.StartsWith("1 update; ", Part(Calm().Update(300)).Summary, StringComparison.Ordinal);
        Assert.StartsWith("2 updates; ", Part(Calm().Update(300).Update(400)).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_promise_in_words_is_quoted_and_one_of_the_form_is_not()
    {
        var lines = Part(Calm().Update(300, "Buying is slow. We will write again in 5 minutes.").Update(400, nextBySecond: 3700))
            .Lines.Where(line => line.Title.StartsWith("Promised", StringComparison.Ordinal))
            .ToList();
        Assert.StartsWith("“", lines[0].Text, StringComparison.Ordinal);
        Assert.EndsWith(": kept", lines[0].Text, StringComparison.Ordinal);
        Assert.Equal("not due when the run ended", lines[1].Text);
    }

    [Theory]
    [InlineData(2520, true)]
    [InlineData(2521, false)]
    [InlineData(2280, true)]
    [InlineData(2279, false)]
    public void The_same_promise_in_the_form_and_in_words_is_one_up_to_two_minutes_apart(int nextBy, bool same) =>
        Assert.Equal(
            same ? 1 : 2,
            CommunicationScore
                .Of(Calm().Update(300, "Buying is slow. Next update by 09:40 UTC.", nextBySecond: nextBy).Record())
                .Promises.Count
        );

    [Fact]
    public void Promises_of_two_updates_or_of_two_kinds_are_two()
    {
        Assert.Equal(
            2,
            CommunicationScore.Of(Calm().Update(300, nextBySecond: 1200).Update(310, nextBySecond: 1200).Record()).Promises.Count
        );
        Assert.Equal(
            2,
            CommunicationScore
                .Of(Calm().Update(300, "Buying is slow. It will be fixed by 9:20.", nextBySecond: 1200).Record())
                .Promises.Count
        );
    }

    [Theory]
    [InlineData(900, true)]
    [InlineData(901, false)]
    public void A_promised_recovery_is_kept_up_to_its_second(int recoveredAt, bool kept)
    {
        var promise = Assert.Single(
            CommunicationScore
                .Of(new MadeRun(recoveredAtMinute: recoveredAt / 60d).Update(300, "Buying is slow. It will be fixed by 9:15.").Record())
                .Promises
        );
        Assert.Equal((PromiseKind.Recovery, kept), (promise.Kind, promise.Kept));
    }

    [Theory]
    [InlineData(3600, false)]
    [InlineData(3601, null)]
    public void A_promise_for_the_second_of_the_end_was_due_and_one_for_later_was_not(int by, bool? kept) =>
        Assert.Equal(kept, Assert.Single(CommunicationScore.Of(new MadeRun().Update(300, nextBySecond: by).Record()).Promises).Kept);

    [Fact]
    public void Each_person_of_the_channel_is_told_with_what_they_came_to_know_in_its_order_and_what_they_never_did()
    {
        var noor = Person("Noor", nameof(UpdateAudience.Support), ChannelFacts.Severity, ChannelFacts.Impact, ChannelFacts.AllClear);
        var eve = Person("Eve", nameof(UpdateAudience.Management), ChannelFacts.Command);
        var silent = Person("Ola", "");
        var score = CommunicationScore.Of(Calm().Update(300).Record()) with
        {
            People =
            [
                new(
                    noor,
                    new Dictionary<string, Told> { [ChannelFacts.Severity] = ToldAt(400), [ChannelFacts.Impact] = ToldAt(200) },
                    new Dictionary<string, int> { [ChannelFacts.AllClear] = 1, [ChannelFacts.Impact] = 1 },
                    new HashSet<string>(),
                    null
                ),
                new(eve, new Dictionary<string, Told>(), new Dictionary<string, int>(), new HashSet<string>(), null),
                new(silent, new Dictionary<string, Told>(), new Dictionary<string, int>(), new HashSet<string>(), null),
            ],
        };
        var lines = CommunicationPart.Of(score, MadeRun.Clock).Lines.Where(line => line.Title is "Noor" or "Eve" or "Ola").ToList();

        Assert.Equal(
            [
                (
                    "Noor",
                    "was told what customers notice at 09:03:20 UTC, the severity at 09:06:40 UTC; asked and was never told that it is over",
                    (TimeSpan?)TimeSpan.FromSeconds(200)
                ),
                ("Eve", "was told nothing that they wanted to know", null),
            ],
            lines.Select(line => (line.Title, line.Text, line.At))
        );
        Assert.All(lines, line => Assert.Equal(ResultMark.Neutral, line.Mark));
    }

    [Fact]
    public void The_wait_of_an_audience_is_divided_by_what_it_waited_for_and_what_never_came_is_called_so()
    {
        // Detected 1:00, acknowledged 2:00, rated 4:00, a first update to customers 5:00, to support 6:00.
        var run = Calm().Severity(240, Severity.P1).Update(300).Update(360, audience: UpdateAudience.Support);
        var audiences = CommunicationScore.Of(run.Record()).Audiences.ToDictionary(one => one.Audience);

        Assert.Equal(
            [
                ("the acknowledgement", 60),
                ("a severity", 120),
                ("the first update to any audience", 60),
                ("a message to this audience", 60),
            ],
            Parts(UpdateAudience.Support)
        );
        Assert.Equal(
            [("the acknowledgement", 60), ("a severity", 120), ("the first update to any audience", 60)],
            Parts(UpdateAudience.Customers)
        );
        // Management is never told: the wait lasts until the recovery at 20:00.
        Assert.Equal(
            [
                ("the acknowledgement", 60),
                ("a severity", 120),
                ("the first update to any audience", 60),
                ("a message to this audience, which did not happen", 900),
            ],
            Parts(UpdateAudience.Management)
        );
        Assert.Equal(TimeSpan.FromMinutes(19), audiences[UpdateAudience.Management].Waited);

        // Without a severity and an acknowledgement the wait was for the first of them.
        var never = CommunicationScore.Of(new MadeRun(recoveredAtMinute: 20, acknowledgedAtMinute: null).Record()).Audiences[0];
        Assert.Equal(
            [("the acknowledgement, which did not happen", 1140.0)],
            never.Delays.Select(delay => (delay.Cause, delay.Took.TotalSeconds))
        );
        // An acknowledgement after the message does not count for it.
        var early = CommunicationScore.Of(new MadeRun(recoveredAtMinute: 20, acknowledgedAtMinute: 10).Update(300).Record()).Audiences[0];
        Assert.Equal(
            [("the acknowledgement, which did not happen", 240.0)],
            early.Delays.Select(delay => (delay.Cause, delay.Took.TotalSeconds))
        );
        // One in the same second as the message is what it waited for.
        var together = CommunicationScore.Of(new MadeRun(recoveredAtMinute: 20, acknowledgedAtMinute: 5).Update(300).Record()).Audiences[0];
        Assert.Equal([("the acknowledgement", 240.0)], together.Delays.Select(delay => (delay.Cause, delay.Took.TotalSeconds)));

        IEnumerable<(string, int)> Parts(UpdateAudience audience) =>
            audiences[audience].Delays.Select(delay => (delay.Cause, (int)delay.Took.TotalSeconds));
    }

    [Fact]
    public void An_audience_that_was_told_before_the_detection_did_not_wait()
    {
        var audience = CommunicationScore.Of(Calm().Update(40).Record()).Audiences[0];
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(40), 0), (audience.Waited, audience.FirstAt, audience.Delays.Count));
    }

    [Fact]
    public void Levels_that_were_set_and_not_updated_are_told_in_the_order_of_their_moments()
    {
        // 3 % fail from the beginning up to 10:00 (P1), everything from then on (P0).
        var part = SeverityPart.Of(
            SeverityRecord.Of(
                new MadeRun(recoveredAtMinute: 50)
                    .Chart(ChartNames.ErrorRate, second => second < 600 ? 0.6 : 20)
                    .Severity(130, Severity.P3)
                    .Severity(200, Severity.P1)
                    .Severity(2000, Severity.P0)
                    .Record()
            )
        );
        Assert.Equal(
            [
                ("P3 was set", "the measured impact was that of P1", ResultMark.Bad),
                ("P1 was set", "it matched the measured impact", ResultMark.Good),
                ("P1 was not updated", "the measured impact was that of P0 for more than 5 minutes", ResultMark.Bad),
                ("P0 was set", "it matched the measured impact", ResultMark.Good),
            ],
            part.Lines.Select(line => (line.Title, line.Text, line.Mark))
        );
        Assert.Equal(part.Lines.Select(line => line.At).Order(), part.Lines.Select(line => line.At));
        Assert.Equal((ResultMark.Partly, "the last level matched, but not every level or change did"), (part.Mark, part.Summary));
    }

    [Fact]
    public void Without_a_severity_the_part_is_not_met_and_with_levels_that_never_fitted_it_is_not_either()
    {
        Assert.Equal(
            (ResultMark.Bad, "no severity was set"),
            SeverityPart.Of(SeverityRecord.Of(new MadeRun().Record())) is var none ? (none.Mark, none.Summary) : default
        );
        Assert.Equal(
            (ResultMark.Bad, "the last level did not match the measured impact"),
            SeverityPart.Of(SeverityRecord.Of(new MadeRun().Severity(130, Severity.P0).Record())) is var wrong
                ? (wrong.Mark, wrong.Summary)
                : default
        );
    }

    private static MadeRun Calm() => new(recoveredAtMinute: 20);

    private static ResultPart Part(MadeRun run) => CommunicationPart.Of(CommunicationScore.Of(run.Record()), MadeRun.Clock);

    private static (string Text, ResultMark Mark) Line(MadeRun run, string title) => Single(Part(run), title);

    private static (string Text, ResultMark Mark) Single(ResultPart part, string title) =>
        Assert.Single(part.Lines, line => line.Title == title) is var line ? (line.Text, line.Mark) : default;

    private static Told ToldAt(int second) => new(TimeSpan.FromSeconds(second), second);

    private static ChannelPerson Person(string name, string audience, params string[] wants) =>
        new(
            name.ToLowerInvariant(),
            name,
            [name],
            audience,
            TimeSpan.FromSeconds(30),
            false,
            false,
            [.. wants.Select(fact => new Want(fact, WantTrigger.Never, TimeSpan.FromMinutes(1), "Well?", "Thanks.", null))],
            [],
            "I do not know."
        );
}
