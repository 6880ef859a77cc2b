using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.Response;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The times of a run against what was asked for. The onset is at 0:30, the detection at 1:00, the acknowledgement at 2:00.</summary>
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
    [InlineData(0, ResultMark.Good, "6 of 6 times within what was asked for; resolved")]
    [InlineData(1, ResultMark.Partly, "1 of 6 times within what was asked for; resolved")]
    public void Each_time_is_met_up_to_its_par_and_a_second_more_is_not(int later, ResultMark mark, string summary)
    {
        // The par of mitigation is 30 s + 1 min + 5 min + 2 min after the onset, that of the resolution 3 minutes more.
        var part = Part(later, recoveredAt: 540 + later, resolvedAt: 720 + later, assessedAt: 240 + (2 * later), updateAt: 720 + later);

        Assert.Equal((mark, summary), (part.Mark, part.Summary));
        Assert.Equal(["Time to detect", "Time to acknowledge", "Time to assess", "Time to first update", "Time to mitigate", "Time to resolve"], part.Lines.Select(line => line.Title));
        // The detection itself is not later.
        Assert.Equal([ResultMark.Good, .. Enumerable.Repeat(later == 0 ? ResultMark.Good : ResultMark.Bad, 5)], part.Lines.Select(line => line.Mark));
        Assert.Contains("par: 8 min 30 s", part.Lines[4].Text, StringComparison.Ordinal);
        Assert.Contains("par: 11 min 30 s", part.Lines[5].Text, StringComparison.Ordinal);
        Assert.Equal(new double[] { 60, 120 + later, 240 + (2 * later), 720 + (2 * later), 540 + later, 720 + later }, part.Lines.Select(line => line.At!.Value.TotalSeconds));
    }

    [Fact]
    public void What_never_happened_is_not_met_and_says_never()
    {
        var part = ResponsePart.Of(Record(new MadeRun(acknowledgedAtMinute: null)), CommunicationScore.Of(Record(new MadeRun(acknowledgedAtMinute: null))));

        Assert.EndsWith("never resolved", part.Summary, StringComparison.Ordinal);
        Assert.Equal(ResultMark.Partly, part.Mark);
        Assert.All(part.Lines.Skip(1), line => Assert.Equal((true, ResultMark.Bad, (TimeSpan?)null), (line.Text.StartsWith("never", StringComparison.Ordinal), line.Mark, line.At)));
    }

    [Fact]
    public void A_phase_without_a_par_time_is_shown_and_not_judged()
    {
        var record = Record(new MadeRun());
        var part = ResponsePart.Of(record with { Scenario = record.Scenario with { ParTimes = new Dictionary<string, TimeSpan> { ["acknowledge"] = TimeSpan.FromSeconds(60) } } }, CommunicationScore.Of(record));
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

    [Fact]
    public void The_reference_responders_times_are_told_beside_the_par_and_decide_nothing()
    {
        var run = new MadeRun(recoveredAtMinute: 9);
        var account = new RunAccount
        {
            Horizon = TimeSpan.FromHours(1),
            DoNothing = None,
            Recorded = None,
            Reference = new ReferenceCourse(new Course(None, run.Truth with { RecoveredAt = TimeSpan.FromSeconds(150), ResolvedAt = TimeSpan.FromSeconds(990) }, "", []), TimeSpan.FromMinutes(1), null, []),
        };
        var (with, without) = (ResponsePart.Of(Record(run), CommunicationScore.Of(Record(run)), account), ResponsePart.Of(Record(run), CommunicationScore.Of(Record(run))));

        Assert.Contains("(par: 8 min 30 s; the reference responder: 2 min)", with.Lines[4].Text, StringComparison.Ordinal);
        Assert.Contains("the reference responder: 16 min", with.Lines[5].Text, StringComparison.Ordinal);
        Assert.Equal(without.Lines.Select(line => line.Mark), with.Lines.Select(line => line.Mark));
        Assert.DoesNotContain("reference", string.Join(' ', without.Lines.Select(line => line.Text)), StringComparison.Ordinal);
    }

    private static CustomerHarm None { get; } = new(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static ResultPart Part(int later, double recoveredAt, double resolvedAt, double assessedAt, double updateAt)
    {
        var run = new MadeRun(recoveredAtMinute: recoveredAt / 60, acknowledgedAtMinute: (120 + later) / 60d).Severity(assessedAt, Severity.P1).Update(updateAt + later);
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromSeconds(resolvedAt) };
        return ResponsePart.Of(Record(run), CommunicationScore.Of(Record(run)));
    }

    private static RunRecord Record(MadeRun run) => run.Record() with { Scenario = MadeRun.Scenario with { ParTimes = Par } };
}
