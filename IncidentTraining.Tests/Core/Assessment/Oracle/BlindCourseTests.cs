using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>The pace of a player who has understood nothing, and the state of their customers at the end.</summary>
public sealed class BlindCourseTests
{
    private static readonly Scenario Scenario = NewScenario.Read(text => text);

    [Fact]
    public void A_step_takes_five_seconds_and_the_pause_after_it()
    {
        var course = Course();
        course.LiveTo(TimeSpan.FromSeconds(10));
        course.Take(
            [
                new("restart-worker", new Dictionary<string, string> { ["worker"] = "1" }),
                new("restart-redis", new Dictionary<string, string>()),
            ],
            step => step.Action == "restart-worker" ? TimeSpan.FromSeconds(20) : TimeSpan.FromSeconds(40)
        );

        Assert.Equal([TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(35)], course.End().Taken.Select(taken => taken.Input.At));
        Assert.Equal(TimeSpan.FromSeconds(80), course.Shop.Now);
    }

    [Fact]
    public void The_last_three_minutes_tell_whether_customers_are_well()
    {
        var begin = Scenario.BeginsAt(1);
        var fine = Course();
        var (end, isCalm) = fine.End(begin + TimeSpan.FromSeconds(30));
        Assert.True(isCalm);
        Assert.Equal(end.Harm, fine.Shop.Harm());

        var broken = Course();
        var horizon = begin + TimeSpan.FromMinutes(6);
        Assert.False(broken.End(horizon).IsCalm);
        Assert.Equal(horizon, broken.Shop.Now);

        // Repaired in time: delays before the last three minutes do not count.
        var worker = new Dictionary<string, string> { ["worker"] = "all" };
        var repaired = Course(new ShopInput(1, begin + TimeSpan.FromMinutes(3), "restart-worker", worker));
        Assert.True(repaired.End(begin + TimeSpan.FromMinutes(8)).IsCalm);
        Assert.True(repaired.Shop.Harm().DelayedOrders > 10);
    }

    [Theory]
    [InlineData(30, 10, 50, true)]
    [InlineData(31, 10, 50, false)]
    [InlineData(30, 11, 50, false)]
    [InlineData(30, 10, 51, false)]
    public void Customers_are_calm_when_next_to_none_of_them_fails_waits_or_loses_an_order(
        int lost,
        int delayed,
        int failed,
        bool isCalm
    ) => Assert.Equal(isCalm, BlindCourse.IsCalm(Harm(100, 100, 100), Harm(100 + lost, 100 + delayed, 100 + failed)));

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Customers_are_not_calm_while_a_stranger_reads_their_orders(int exposed, bool isCalm)
    {
        var before = Harm(0, 0, 0) with { CustomersExposed = 100 };

        Assert.Equal(isCalm, BlindCourse.IsCalm(before, before with { CustomersExposed = 100 + exposed }));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void Customers_are_not_calm_while_more_of_them_are_charged_too_little(int cents, bool isCalm)
    {
        var before = Harm(0, 0, 0) with { UnderchargedCents = 100 };

        Assert.Equal(isCalm, BlindCourse.IsCalm(before, before with { UnderchargedCents = 100 + cents }));
    }

    private static CourseShop Course(params ShopInput[] inputs) =>
        new(new Situation(Scenario, 1, TimeSpan.FromMinutes(20)), inputs, TestContext.Current.CancellationToken);

    private static CustomerHarm Harm(long lost, long delayed, long failed) => new(lost, 0, delayed, 0, 0, 0, failed, 0, 0, 0);
}
