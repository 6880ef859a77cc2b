using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>What each crew member saw, said and did, and how long they did nothing.</summary>
public sealed class CrewRecordTests
{
    private static readonly CrewMate[] Two =
    [
        new(MadeRun.Anna, "Anna", false, [IncidentRole.Commander]),
        new(MadeRun.Ben, "Ben", false, []),
    ];

    [Fact]
    public void Work_is_counted_for_the_person_who_did_it()
    {
        var run = new MadeRun()
            .Severity(130, Severity.P1)
            .Add(140, IncidentEventKind.Looked, "Looked at logs.", "logs", MadeRun.Ben)
            .Add(150, IncidentEventKind.Said, "I see it.", by: MadeRun.Ben);
        var people = PersonRecord.Of(run.Record(Two));
        Assert.Equal([true, false], people.Select(person => person.HasWorked));
        Assert.Equal(["logs"], people[1].Looks);
        Assert.Equal((1, 0), (people[1].Messages, people[1].Done.Count));
        Assert.Equal("Set.", Assert.Single(people[0].Done).Text);
    }

    [Theory]
    [InlineData(IncidentEventKind.Acknowledged, "I have it.", false)]
    [InlineData(IncidentEventKind.Looked, "Looked at logs.", false)]
    [InlineData(IncidentEventKind.Said, "The database is slow, I think it is the pool.", false)]
    [InlineData(IncidentEventKind.HintTaken, "Took a nudge.", false)]
    [InlineData(IncidentEventKind.HypothesisStated, "asdf", false)]
    [InlineData(IncidentEventKind.HypothesisStated, "The pool is too small.", true)]
    [InlineData(IncidentEventKind.SeveritySet, "P1", true)]
    [InlineData(IncidentEventKind.CauseDeclared, "The pool.", true)]
    [InlineData(IncidentEventKind.ResolutionVerified, "It is over.", true)]
    public void Only_work_gives_a_result(IncidentEventKind kind, string text, bool isWork)
    {
        var record = new MadeRun().Add(130, kind, text).Record();
        Assert.Equal(isWork, CrewWork.IsIn(record.Log, record.Inputs, record.Crew));
    }

    [Fact]
    public void An_update_is_work_only_with_content_and_never_for_its_promise()
    {
        Assert.False(IsWork(new MadeRun().Update(130, "asdf", nextBySecond: 600)));
        Assert.True(IsWork(new MadeRun().Update(130)));

        static bool IsWork(MadeRun run) => CrewWork.IsIn(run.Record().Log, [], run.Record().Crew);
    }

    [Fact]
    public void What_a_helper_from_the_staff_did_is_not_the_crews()
    {
        var run = new MadeRun()
            .Add(130, IncidentEventKind.SeveritySet, "P1", "P1", MadeRun.Ben)
            .Record(new(MadeRun.Anna, "Anna", false, []), new(MadeRun.Ben, "Ben", true, []));
        Assert.False(CrewWork.IsIn(run.Log, run.Inputs, run.Crew));
    }

    [Theory]
    [InlineData(180, 0)]
    [InlineData(181, 181)]
    public void A_stretch_of_more_than_three_minutes_without_a_trace_is_idle(int stretch, int idle)
    {
        var until = TimeSpan.FromSeconds(100 + stretch + 60);
        var found = PersonRecord.IdleIn(TimeSpan.FromSeconds(90), until, [TimeSpan.FromSeconds(100), TimeSpan.FromSeconds(100 + stretch)]);
        Assert.Equal(idle, found.Sum(one => one.TotalSeconds));
    }

    [Fact]
    public void Time_overlaps_while_at_least_two_of_the_crew_are_at_work()
    {
        // Detected at 1:00. Anna's traces make her work from 1:00 to 4:00 and from 10:00 to 12:00; Ben works from 6:00 to 8:00 and in the
        // last minute.
        var run = new MadeRun(endsAtMinute: 20);
        foreach (var second in (int[])[60, 150, 240, 600, 720])
        {
            run.Add(second, IncidentEventKind.Said, "I see it.");
        }

        foreach (var second in (int[])[360, 480, 1140])
        {
            run.Add(second, IncidentEventKind.Said, "I see it.", by: MadeRun.Ben);
        }

        var people = PersonRecord.Of(run.Record(Two));
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], people.Select(person => person.Overlap));

        run.Add(330, IncidentEventKind.Said, "I see it.").Add(420, IncidentEventKind.Said, "I see it.");
        people = PersonRecord.Of(run.Record(Two));
        // With traces at 5:30 and 7:00 she works all the time from 4:00 to 10:00, too.
        Assert.Equal([TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2)], people.Select(person => person.Overlap));
    }

    [Fact]
    public void Time_with_several_others_counts_once()
    {
        static (TimeSpan, TimeSpan) Stretch(int from, int to) => (TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));

        Assert.Equal(
            TimeSpan.FromSeconds(50),
            PersonRecord.OverlapOf(
                [Stretch(0, 60)],
                [
                    [Stretch(10, 30)],
                    [Stretch(20, 90)],
                ]
            )
        );
        Assert.Equal(
            TimeSpan.Zero,
            PersonRecord.OverlapOf(
                [Stretch(0, 60)],
                [
                    [Stretch(60, 90)],
                ]
            )
        );
        Assert.Equal(TimeSpan.Zero, PersonRecord.OverlapOf([Stretch(0, 60)], []));
    }

    [Fact]
    public void A_finding_is_something_that_a_person_said()
    {
        var run = new MadeRun().Add(130, IncidentEventKind.FindingStated, "Each query waits for the pool.", by: MadeRun.Ben);
        Assert.Equal("Each query waits for the pool.", Assert.Single(PersonRecord.Of(run.Record(Two))[1].Said).Text);
    }

    [Theory]
    [InlineData(120, "The pool is at four, watch it.", true)]
    [InlineData(121, "The pool is at four, watch it.", false)]
    [InlineData(60, "Yours.", false)]
    public void A_hand_over_goes_with_words_when_a_message_of_its_giver_is_near(int secondsLater, string text, bool withWords)
    {
        var run = new MadeRun()
            .Add(600, IncidentEventKind.RoleHandedOver, "Commander: Anna → Ben.")
            .Add(600 + secondsLater, IncidentEventKind.Said, text);
        Assert.Equal(withWords, Assert.Single(HandOver.Of(run.Record(Two).Log)).WithWords);
    }
}
