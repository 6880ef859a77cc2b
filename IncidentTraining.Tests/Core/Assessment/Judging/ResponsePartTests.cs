using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// The times of a run compared with the required ones. The onset is at 0:30, the detection at 1:00, the acknowledgement at 2:00.
/// </summary>
[Trait("Speed", "slow")]
public sealed class ResponsePartTests
{
    private static readonly Dictionary<string, TimeSpan> Par = new()
    {
        ["detect"] = TimeSpan.FromSeconds(30),
        ["acknowledge"] = TimeSpan.FromSeconds(60),
        ["investigate"] = TimeSpan.FromMinutes(5),
        ["mitigate"] = TimeSpan.FromMinutes(2),
        ["verify"] = TimeSpan.FromMinutes(3),
    };

    [Theory]
    [InlineData(0, ResultMark.Good, "6 of 6 times met, against the par times; resolved")]
    [InlineData(1, ResultMark.Partly, "1 of 6 times met, against the par times; resolved")]
    public void Each_time_is_met_up_to_its_par_and_a_second_more_is_not(int later, ResultMark mark, string summary)
    {
        // The par of mitigation is 30 s + 1 min + 5 min + 2 min after the onset, that of the resolution 3 minutes more.
        var record = Record(Run(later, acknowledgedAt: 120 + later, recoveredAt: 540 + later, resolvedAt: 720 + later));
        var part = ResponsePart.Of(record, CommunicationScore.Of(record));

        Assert.Equal((mark, summary), (part.Mark, part.Summary));
        Assert.Equal(
            ["Time to detect", "Time to acknowledge", "Time to assess", "Time to first update", "Time to mitigate", "Time to resolve"],
            part.Lines.Select(line => line.Title)
        );
        // The detection itself is not later.
        Assert.Equal(
            [ResultMark.Good, .. Enumerable.Repeat(later == 0 ? ResultMark.Good : ResultMark.Bad, 5)],
            part.Lines.Select(line => line.Mark)
        );
        Assert.Contains("par: 8 min 30 s", part.Lines[4].Text, StringComparison.Ordinal);
        Assert.Contains("par: 11 min 30 s", part.Lines[5].Text, StringComparison.Ordinal);
        Assert.Equal(
            new double[] { 60, 120 + later, 240 + (2 * later), 720 + (2 * later), 540 + later, 720 + later },
            part.Lines.Select(line => line.At!.Value.TotalSeconds)
        );
    }

    [Fact]
    public void What_never_happened_is_not_met_and_says_never()
    {
        var part = ResponsePart.Of(
            Record(new MadeRun(acknowledgedAtMinute: null)),
            CommunicationScore.Of(Record(new MadeRun(acknowledgedAtMinute: null)))
        );

        Assert.EndsWith("never resolved", part.Summary, StringComparison.Ordinal);
        Assert.Equal(ResultMark.Partly, part.Mark);
        Assert.All(part.Lines.Skip(1), line =>
            Assert.Equal(
                (true, ResultMark.Bad, (TimeSpan?)null),
                (line.Text.StartsWith("never", StringComparison.Ordinal), line.Mark, line.At)
            )
        );
    }

    [Theory]
    [InlineData(Severity.P1, 720, ResultMark.Good, "11 min after detection, within 10 min after the acknowledgement")]
    [InlineData(Severity.P1, 721, ResultMark.Bad, "11 min 1 s after detection, later than 10 min after the acknowledgement")]
    [InlineData(Severity.P2, 721, ResultMark.Neutral, "11 min 1 s after detection, and the severity has no target for it")]
    public void A_first_update_is_held_against_the_target_of_the_severity_and_not_judged_where_it_has_none(
        Severity severity,
        double at,
        ResultMark mark,
        string text
    )
    {
        var record = Record(new MadeRun().Severity(240, severity).Update(at));
        Assert.All((RunAccount?[])[null, Account(150, 390)], account =>
            Assert.Equal(
                (mark, text),
                ResponsePart.Of(record, CommunicationScore.Of(record), account).Lines[3] is var line ? (line.Mark, line.Text) : default
            )
        );
    }

    [Fact]
    public void A_phase_without_a_par_time_is_shown_and_not_judged()
    {
        var record = Record(new MadeRun());
        var part = ResponsePart.Of(
            record with
            {
                Scenario = record.Scenario with
                {
                    ParTimes = new Dictionary<string, TimeSpan> { ["acknowledge"] = TimeSpan.FromSeconds(60) },
                },
            },
            CommunicationScore.Of(record)
        );
        Assert.Equal([ResultMark.Neutral, ResultMark.Good], part.Lines.Take(2).Select(line => line.Mark));
        Assert.DoesNotContain("par", part.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_an_incident_nothing_is_judged()
    {
        var run = new MadeRun();
        run.Truth = run.Truth with { OnsetAt = null };
        var part = ResponsePart.Of(Record(run), CommunicationScore.Of(Record(run)));
        Assert.Equal((ResultMark.Neutral, "there was no incident to respond to"), (part.Mark, part.Summary));
        Assert.All(part.Lines, line => Assert.Equal(ResultMark.Neutral, line.Mark));
    }

    [Theory]
    [InlineData(0, ResultMark.Good, "6 of 6 times met, against the reference responder; resolved")]
    [InlineData(1, ResultMark.Bad, "1 of 6 times met, against the reference responder; resolved")]
    public void With_a_reference_each_time_is_held_against_its_and_no_longer_against_the_par(int later, ResultMark mark, string summary)
    {
        // The reference responder recovers the shop 2 minutes after the onset and resolves it 4 minutes after that; a minute more is met.
        var record = Record(Run(later, acknowledgedAt: 180 + later, recoveredAt: 210 + later, resolvedAt: 450 + later));
        var account = Account(recoveredAt: 150, resolvedAt: 390);
        var part = ResponsePart.Of(record, CommunicationScore.Of(record), account);

        Assert.Equal(summary, part.Summary);
        Assert.Equal([ResultMark.Good, .. Enumerable.Repeat(mark, 5)], part.Lines.Select(line => line.Mark));
        Assert.EndsWith("(the reference responder: 30 s; met up to 1 min later)", part.Lines[0].Text, StringComparison.Ordinal);
        Assert.EndsWith("(the reference responder: within 2 min)", part.Lines[1].Text, StringComparison.Ordinal);
        Assert.EndsWith("(the reference responder: within 2 min)", part.Lines[2].Text, StringComparison.Ordinal);
        Assert.EndsWith("(the reference responder: 2 min; met up to 1 min later)", part.Lines[4].Text, StringComparison.Ordinal);
        Assert.EndsWith("(the reference responder: 6 min; met up to 1 min later)", part.Lines[5].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("par", string.Join(' ', part.Lines.Select(line => line.Text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(120, ResultMark.Good)]
    [InlineData(120.9, ResultMark.Good)]
    [InlineData(121, ResultMark.Bad)]
    public void A_detection_is_met_up_to_a_minute_after_the_reference_responders(double detectedAt, ResultMark mark)
    {
        // The reference responder is paged at 1:00, 30 seconds after the onset.
        var run = new MadeRun(acknowledgedAtMinute: 5);
        run.Truth = run.Truth with { DetectedAt = TimeSpan.FromSeconds(detectedAt) };
        Assert.Equal(mark, ResponsePart.Of(Record(run), CommunicationScore.Of(Record(run)), Account(150, 390)).Lines[0].Mark);
    }

    [Fact]
    public void What_the_reference_responder_never_reached_is_held_against_the_par_times()
    {
        var record = Record(Run(0, acknowledgedAt: 120, recoveredAt: 540, resolvedAt: 721));
        var part = ResponsePart.Of(record, CommunicationScore.Of(record), Account(recoveredAt: null, resolvedAt: null));
        Assert.Equal([ResultMark.Good, ResultMark.Bad], part.Lines.Skip(4).Select(line => line.Mark));
        Assert.All(part.Lines.Skip(4), line => Assert.Contains("(par: ", line.Text, StringComparison.Ordinal));
        Assert.Contains("the reference responder", part.Lines[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_reference_in_the_account_and_until_there_is_one_the_par_times_decide_and_the_summary_says_which()
    {
        var record = Record(new MadeRun(recoveredAtMinute: 9));
        var bare = Account(150, 390) with { Reference = null };
        var unpaged = Account(150, 390);
        unpaged = unpaged with { Reference = unpaged.Reference! with { PagedAt = null } };
        var without = ResponsePart.Of(record, CommunicationScore.Of(record));
        Assert.All(new[] { bare, unpaged }, account =>
            Assert.Equal(without.Lines, ResponsePart.Of(record, CommunicationScore.Of(record), account).Lines)
        );
        Assert.Contains(
            "met, against the par times; never resolved",
            ResponsePart.Of(record, CommunicationScore.Of(record), bare).Summary,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "met, against the par times until the impact analysis is computed; never",
            ResponsePart.Of(record, CommunicationScore.Of(record), isComing: true).Summary,
            StringComparison.Ordinal
        );
    }

    [Theory, MemberData(nameof(Played.Causes), MemberType = typeof(Played))]
    public void The_reference_responder_itself_meets_every_line_and_the_par_times(string scenario, string cause, int place)
    {
        // It acknowledges, assesses and writes at its defined latest times.
        var played = Played.Of(scenario, cause, place);
        var paged = played.Reference.PagedAt!.Value;
        var acknowledged = paged + ResponsePart.AcknowledgeWithin;
        var run = new MadeRun(acknowledgedAtMinute: acknowledged.TotalMinutes)
            .Severity((acknowledged + ResponsePart.AssessWithin).TotalSeconds, Severity.P1)
            .Update((acknowledged + UpdateWords.FirstUpdate(Severity.P1)!.Value).TotalSeconds);
        run.Truth = played.Reference.Course.Truth;
        var record = run.Record() with { Scenario = played.Situation.Scenario };
        var account = new RunAccount
        {
            Horizon = played.Situation.Horizon,
            DoNothing = played.DoNothing.Harm,
            Recorded = played.Reference.Course.Harm,
            Reference = played.Reference,
        };

        Assert.All((RunAccount?[])[account, null], against =>
            Assert.All(ResponsePart.Of(record, CommunicationScore.Of(record), against).Lines, line =>
                Assert.True(line.Mark == ResultMark.Good, $"{line.Title}: {line.Text}")
            )
        );
    }

    private static RunAccount Account(double? recoveredAt, double? resolvedAt)
    {
        var truth = new MadeRun().Truth with { RecoveredAt = Time(recoveredAt), ResolvedAt = Time(resolvedAt) };
        return new RunAccount
        {
            Horizon = TimeSpan.FromHours(1),
            DoNothing = None,
            Recorded = None,
            Reference = new ReferenceCourse(new Course(None, truth, "", []), TimeSpan.FromMinutes(1), null, []),
        };

        static TimeSpan? Time(double? seconds) => seconds is { } at ? TimeSpan.FromSeconds(at) : null;
    }

    private static CustomerHarm None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    /// <summary>
    /// A run whose severity and first update come at the latest second after the acknowledgement that counts as met, plus a delay.
    /// </summary>
    private static MadeRun Run(int later, double acknowledgedAt, double recoveredAt, double resolvedAt)
    {
        var run = new MadeRun(recoveredAtMinute: recoveredAt / 60, acknowledgedAtMinute: acknowledgedAt / 60)
            .Severity(acknowledgedAt + 120 + later, Severity.P1)
            .Update(acknowledgedAt + 600 + later);
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromSeconds(resolvedAt) };
        return run;
    }

    private static RunRecord Record(MadeRun run) => run.Record() with { Scenario = MadeRun.Scenario with { ParTimes = Par } };
}
