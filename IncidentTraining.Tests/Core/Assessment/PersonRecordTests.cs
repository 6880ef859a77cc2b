using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>
/// The period in which a person is observed, which of their acts count, and in which order they are listed. Detected at 1:00, the run ends
/// at 20:00.
/// </summary>
public sealed class PersonRecordTests
{
    private static readonly CrewMate[] Two =
    [
        new(MadeRun.Anna, "Anna", false, [IncidentRole.Commander]),
        new(MadeRun.Ben, "Ben", false, []),
    ];

    [Fact]
    public void A_person_is_looked_at_from_the_detection_or_from_joining_if_that_was_later()
    {
        var run = Run()
            .Add(30, IncidentEventKind.CrewJoined, "Anna joined.")
            .Add(300, IncidentEventKind.CrewJoined, "Ben joined.", by: MadeRun.Ben);
        var (anna, ben) = Both(run);
        Assert.Equal((TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(300)), (anna.From, ben.From));
        // Neither left a trace: all of it is idle, as one period.
        Assert.Equal((TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(19)), (anna.Idle, anna.LongestIdle));
        Assert.Equal((TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15)), (ben.Idle, ben.LongestIdle));
    }

    [Fact]
    public void What_came_first_of_a_person_who_joined_twice_counts() =>
        Assert.Equal(
            TimeSpan.FromSeconds(300),
            Both(
                Run()
                    .Add(600, IncidentEventKind.CrewJoined, "Ben joined.", by: MadeRun.Ben)
                    .Add(300, IncidentEventKind.CrewJoined, "Ben joined.", by: MadeRun.Ben)
            ).Ben.From
        );

    [Fact]
    public void Stretches_are_added_and_the_longest_is_told()
    {
        // 1:00 to 5:00, 5:00 to 13:00 and 13:00 to 20:00.
        var anna = Both(Run().Say(300, "I see it.").Say(780, "I see it.")).Anna;
        Assert.Equal((TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(8)), (anna.Idle, anna.LongestIdle));
    }

    [Fact]
    public void Nothing_is_idle_after_the_resolution()
    {
        var run = Run();
        run.Truth = run.Truth with { ResolvedAt = TimeSpan.FromMinutes(10) };
        Assert.Equal(TimeSpan.FromMinutes(9), Both(run).Anna.Idle);
    }

    [Theory]
    [InlineData(IncidentEventKind.Said, 4)]
    [InlineData(IncidentEventKind.Looked, 4)]
    [InlineData(IncidentEventKind.LabStepDone, 19)]
    [InlineData(IncidentEventKind.RunEnded, 19)]
    [InlineData(IncidentEventKind.CrewJoined, 15)]
    public void Joining_and_what_the_portal_records_under_a_name_are_no_trace_of_work(IncidentEventKind kind, int idleMinutes)
    {
        // With a trace at 6:00 each other minute has one, too, so that only the stretch up to 5:00 is idle.
        var run = Run().Add(300, kind, "Something.");
        foreach (var minute in kind is IncidentEventKind.Said or IncidentEventKind.Looked ? Enumerable.Range(6, 14) : [])
        {
            run.Say(minute * 60, "I see it.");
        }

        Assert.Equal(TimeSpan.FromMinutes(idleMinutes), Both(run).Anna.Idle);
    }

    [Fact]
    public void Messages_are_counted_apart_from_everything_else()
    {
        var anna = Both(
            Run()
                .Say(100, "One.")
                .Say(200, "Two.")
                .Find(300)
                .Add(400, IncidentEventKind.Looked, "Looked.", "logs")
                .Add(500, IncidentEventKind.Looked, "Looked.", "logs")
        ).Anna;
        Assert.Equal((2, 1), (anna.Messages, anna.Said.Count));
        Assert.Equal(["logs"], anna.Looks);
    }

    [Fact]
    public void Decisions_and_actions_are_told_in_the_order_of_their_seconds_and_only_what_the_shop_took_of_this_person()
    {
        var run = Run()
            .Act(500, "roll-back")
            .Act(520, "resize-pool", accepted: false)
            .Act(540, "restart-redis", by: MadeRun.Ben)
            .Add(600, IncidentEventKind.SeveritySet, "Set to P1.", "P1")
            .Add(200, IncidentEventKind.Acknowledged, "I have it.");
        var (anna, ben) = Both(run);
        Assert.Equal(
            [("I have it.", 200.0), ("Done.", 500), ("Set to P1.", 600)],
            anna.Done.Select(deed => (deed.Text, deed.At.TotalSeconds))
        );
        Assert.Equal([("Done.", 540.0)], ben.Done.Select(deed => (deed.Text, deed.At.TotalSeconds)));
    }

    [Fact]
    public void An_action_is_a_trace_of_its_second()
    {
        // No entry in the log: only the input of the shop, at 10:00.
        var record = Run().Act(600, "roll-back").Record(Two);
        var anna = PersonRecord.Of(record with { Log = [] })[0];
        Assert.Equal((TimeSpan.FromMinutes(19), TimeSpan.FromMinutes(10)), (anna.Idle, anna.LongestIdle));
    }

    private static MadeRun Run() => new(endsAtMinute: 20);

    private static (PersonRecord Anna, PersonRecord Ben) Both(MadeRun run) =>
        PersonRecord.Of(run.Record(Two)) is [var anna, var ben] ? (anna, ben) : default;
}
