using IncidentTraining.Core.Content;
using IncidentTraining.Core.Curriculum;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>
/// The draw for a shift: a share of false alarms that cannot be predicted, and incidents whose page can also be a false alarm.
/// </summary>
public sealed class OnCallDrawTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(33, 31, 35)]
    [InlineData(100, 100, 100)]
    public void The_share_of_false_alarms_is_that_of_the_day(int percent, double least, double most)
    {
        var drawn = Enumerable.Range(1, 6000).Count(draw => OnCallDraw.IsFalseAlarm(draw, percent)) / 60.0;
        Assert.InRange(drawn, least, most);
    }

    [Fact]
    public void What_a_shift_is_about_says_nothing_of_the_next_one()
    {
        var kinds = Enumerable.Range(1, 6000).Select(draw => OnCallDraw.IsFalseAlarm(draw, 33)).ToList();
        var pairs = kinds.Zip(kinds.Skip(1)).ToList();
        foreach (var before in (bool[])[false, true])
        {
            var after = pairs.Where(pair => pair.First == before).ToList();
            Assert.InRange(after.Count(pair => pair.Second) * 100.0 / after.Count, 29, 37);
        }

        // After two incidents the third page is no more likely to be false: "every third" would make it certain.
        var third = pairs.Zip(kinds.Skip(2)).Where(triple => triple.First is (false, false)).ToList();
        Assert.InRange(third.Count(triple => triple.Second) * 100.0 / third.Count, 29, 37);
    }

    [Fact]
    public void The_draw_keeps_to_its_kind_and_incidents_come_from_the_pager_and_from_the_labs()
    {
        var random = new Random(20261129);
        var seeds = new SeedChoice(() => random.Next(1, int.MaxValue));
        var draw = new OnCallDraw(
            [.. Labs.All.Select(scenario => (Page(scenario.Id, "/learn/x"), scenario))],
            [(Page("on-call", ""), Labs.Pager)],
            33,
            seeds
        );

        var drawn = Enumerable.Range(0, 40).Select(_ => draw.Draw(_ => [])!).ToList();

        var healthy = drawn.Where(one => one.Scenario.RootCauseFor(one.Seed).IsHealthy).ToList();
        Assert.InRange(healthy.Count, 7, 20);
        Assert.All(healthy, one => Assert.Equal("on-call", one.Scenario.Id));
        Assert.Equal(3, healthy.Select(one => one.Scenario.RootCauseFor(one.Seed).Id).Distinct().Count());
        var incidents = drawn.Except(healthy).ToList();
        Assert.InRange(incidents.Count(one => one.Scenario.Id == "on-call") * 100.0 / incidents.Count, 30, 70);
        Assert.All(drawn, one => Assert.InRange(one.PagesAfter, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30)));
    }

    [Theory]
    [InlineData(true, 19)]
    [InlineData(false, 11)]
    public void A_scenario_with_many_causes_of_the_kind_is_drawn_more_often_than_one_with_few(bool healthy, double percent)
    {
        var pagers = Labs.Pagers.Select(scenario => (Page(scenario.Id, ""), scenario)).ToList();
        // Three of sixteen healthy causes, and four of thirty-five incidents, are in it.
        Assert.Equal(percent, Math.Round(Labs.Pager.RootCauses.Count(Is) * 100.0 / pagers.Sum(one => one.scenario.RootCauses.Count(Is))));
        Assert.InRange(
            Enumerable.Range(1, 2000).Count(draw => OnCallDraw.Mixed(pagers, draw, healthy)[0].Scenario == Labs.Pager) / 20.0,
            percent - 4,
            percent + 4
        );

        bool Is(IncidentTraining.Core.PracticeShop.Scenarios.RootCause cause) => cause.IsHealthy == healthy;
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(0, false)]
    public void A_share_of_all_or_nothing_is_kept(int percent, bool healthy)
    {
        var random = new Random(7);
        var draw = new OnCallDraw(
            [.. Labs.All.Select(scenario => (Page(scenario.Id, "/learn/x"), scenario))],
            [(Page("on-call", ""), Labs.Pager)],
            percent,
            new SeedChoice(() => random.Next(1, int.MaxValue))
        );
        Assert.All(Enumerable.Range(0, 6).Select(_ => draw.Draw(_ => [])!), one =>
            Assert.Equal(healthy, one.Scenario.RootCauseFor(one.Seed).IsHealthy)
        );
    }

    [Fact]
    public void A_day_that_has_only_labs_pages_for_their_incidents()
    {
        var random = new Random(7);
        var draw = new OnCallDraw(
            [(Page("lab-4-worker-failure", "/learn/x"), Labs.Scenario("lab-4-worker-failure"))],
            [],
            100,
            new SeedChoice(() => random.Next(1, int.MaxValue))
        );
        Assert.Equal("lab-4-worker-failure", draw.Draw(_ => [])!.Scenario.Id);
        Assert.Null(new OnCallDraw([], [], 33, new SeedChoice()).Draw(_ => []));
    }

    [Theory]
    [InlineData("on-call: { scenarios: [on-call], false-alarm-percent: 20, minutes: 45 }", 1, 20, 45)]
    [InlineData("on-call: { scenarios: [on-call] }", 1, OnCallPlan.UsualFalseAlarmPercent, OnCallPlan.UsualMinutes)]
    [InlineData("summary: none", 0, OnCallPlan.UsualFalseAlarmPercent, OnCallPlan.UsualMinutes)]
    public void A_day_says_what_its_pager_draws(string line, int scenarios, int percent, int minutes)
    {
        var file = new ContentFile("days/x/day.yaml", $"id: x\nnumber: 1\ntitle: X\nstarts: \"09:00\"\nsessions: []\n{line}\n");
        var plan = DayFile.Read(file).OnCall;
        Assert.Equal((scenarios, percent, minutes), (plan.Scenarios.Count, plan.FalseAlarmPercent, plan.Minutes));
    }

    [Fact]
    public void A_share_of_more_than_all_pages_is_reported_with_its_line()
    {
        var file = new ContentFile(
            "days/x/day.yaml",
            "id: x\nnumber: 1\ntitle: X\nstarts: \"09:00\"\nsessions: [{ page: a, plan: [{ page: b }] }]\non-call:\n  scenarios: [on-call]\n  false-alarm-percent: 101\n"
        );
        DayFile.Read(file);
        Assert.Equal(8, Assert.Single(file.Problems).Line);
    }

    private static LabPage Page(string id, string path) => new(id, id, "", 60, id, path);
}
