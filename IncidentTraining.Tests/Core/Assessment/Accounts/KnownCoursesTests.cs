using System.Text.Json;
using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using static IncidentTraining.Tests.Core.Assessment.CourseTests;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The cache of given courses, and the effort counted for accounts.</summary>
[Trait("Speed", "slow")]
public class KnownCoursesTests
{
    const string Lab4 = "lab-4-worker-failure";

    static readonly ShopInput Probe = Input(1, 30, "probe", ("route", "products"), ("method", "GET"));

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void An_account_from_known_courses_is_the_one_that_is_played_anew()
    {
        var played = Played.Of(Lab4, "locked-table");
        var run = RecordedRun.Of(played.Situation, [Input(1, 900, "end-sessions", ("client", "analytics"))]);
        var known = new KnownCourses();
        var first = JsonSerializer.Serialize(new Accountant(run, (_, _) => { }, Ct, known).Compute());
        var told = new List<(int Done, int Expected)>();
        var second = JsonSerializer.Serialize(new Accountant(run, (done, expected) => told.Add((done, expected)), Ct, known).Compute());

        Assert.Equal(JsonSerializer.Serialize(new Accountant(run, (_, _) => { }, Ct).Compute()), first);
        Assert.Equal(first, second);
        Assert.Equal(1, known.Count);
        // Cached ones are done at once.
        Assert.InRange(told[0].Done, 4, told[^1].Done - 1);
        Assert.Equal(told[^1].Done, told[^1].Expected);
    }

    [Fact]
    public void Courses_are_known_for_the_same_scenario_seed_horizon_and_given_inputs_only()
    {
        var situation = new Situation(Labs.Scenario(Lab4), 1, TimeSpan.FromMinutes(10));
        var key = KnownCourses.Key(situation, [Probe]);

        Assert.Equal(key, KnownCourses.Key(situation with { }, [Input(1, 30, "probe", ("method", "GET"), ("route", "products"))]));
        string[] others =
        [
            KnownCourses.Key(situation with { Seed = 2 }, [Probe]),
            KnownCourses.Key(situation with { Horizon = TimeSpan.FromMinutes(11) }, [Probe]),
            KnownCourses.Key(situation with { Scenario = situation.Scenario with { Source = situation.Scenario.Source + "\n" } }, [Probe]),
            KnownCourses.Key(situation, []),
            KnownCourses.Key(situation, [Probe, Probe with { Sequence = 2 }]),
            KnownCourses.Key(situation, [Probe with { At = Probe.At + TimeSpan.FromTicks(1) }]),
            KnownCourses.Key(situation, [Probe with { Action = "decide" }]),
            KnownCourses.Key(situation, [Input(1, 30, "probe", ("route", "orders"), ("method", "GET"))]),
            KnownCourses.Key(situation, [Input(1, 30, "probe", ("route", "products"))]),
        ];
        Assert.DoesNotContain(key, others);
        Assert.Equal(others.Length, others.Distinct().Count());
    }

    [Fact]
    public void Only_the_last_ones_are_kept()
    {
        var known = new KnownCourses(most: 2);
        var first = Of(1);
        Assert.Same(first, Of(1));
        Of(2);
        Assert.Same(first, Of(1));
        Of(3);
        Assert.Equal(2, known.Count);
        Assert.NotSame(first, Of(1));

        GivenCourses Of(long seed) =>
            known.Of(new Situation(Labs.Scenario(Lab4), seed, TimeSpan.FromSeconds(10)), [], new Effort((_, _) => { }), 0, Ct);
    }

    [Fact]
    public void The_effort_counts_events_and_courses_and_ends_with_what_was_played()
    {
        var told = new List<(int, int)>();
        var effort = new Effort((done, expected) => told.Add((done, expected)));
        effort.Expect(3);
        effort.Add(Effort.Most - 1, 2);
        Assert.Equal((Effort.Most - 1, 1L, 2), (effort.Events, effort.Left, effort.Courses));
        effort.End();
        effort.End();
        effort.Add(2, 1);
        Assert.Equal((0L, 3), (effort.Left, effort.Courses));
        Assert.Equal([(2, 3), (2, 2), (3, 3)], told);
    }
}
