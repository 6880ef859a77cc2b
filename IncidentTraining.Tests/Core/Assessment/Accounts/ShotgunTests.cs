using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Assessment;

/// <summary>A person who tries all repairs of a lab in a row has not solved the incident, although one of them was right.</summary>
[Trait("Speed", "slow")]
public class ShotgunTests(ITestOutputHelper output)
{
    public static TheoryData<string, string> Causes => Labs.Causes;

    /// <summary>Causes with siblings: for a single cause, all repairs are the right one.</summary>
    /// <remarks>The right repair comes last for every other cause of a lab, and first for those between.</remarks>
    public static TheoryData<string, string, bool> OneOfSeveral =>
        [
            .. Causes
                .Where(row => Labs.Scenario(row.Data.Item1).RootCauses.Count > 1)
                .Select((row, place) => (row.Data.Item1, row.Data.Item2, place % 2 == 0)),
        ];

    [Theory, MemberData(nameof(OneOfSeveral))]
    public void Pressing_all_repairs_in_a_row_is_never_more_than_half_of_the_outcome(string scenario, string cause, bool rightLast)
    {
        var played = Played.Of(scenario, cause);
        var account = Account(played, Shotgun(played, rightLast));
        var raw = OutcomeScale.Of(
            HarmPrices.Cents(account.DoNothing),
            HarmPrices.Cents(account.Recorded),
            account.Reference!.Course.Cents,
            account.IsResolved
        );
        output.WriteLine(
            $"{cause}, right one {(rightLast ? "last" : "first")}: {account.Outcome:0} instead of {raw:0}, {account.NeedlessRisks} not needed ({account.RefusedTries} refused)"
        );
        Assert.InRange(account.Outcome!.Value, double.MinValue, OutcomeScale.MostUnresolved);
    }

    [Theory, MemberData(nameof(Causes))]
    public void The_repair_alone_is_no_needless_risk_and_is_said_to_have_helped(string scenario, string cause)
    {
        var played = Played.Of(scenario, cause);
        foreach (
            var repair in played
                .Cause.EquivalentRepairs.Select(step => (IReadOnlyList<MitigationStep>)[step])
                .Prepend(played.Cause.Mitigations)
        )
        {
            var account = Account(played, [.. Off(played), .. repair], played.Cause.SecondAct?.Mitigations);

            Assert.Equal(0, account.NeedlessRisks);
            Assert.True(account.Outcome > OutcomeScale.MostUnresolved, $"{account.Outcome}");
            Assert.Contains(account.Lines, line => line.Effect == ActionEffect.Helped && !line.IsTradeOff);
            Assert.True(
                account.LeastDifference < HarmPrices.Cents(account.DoNothing) / 2,
                $"A verdict needs {account.LeastDifference} cents."
            );
        }
    }

    [Theory]
    [InlineData("locked-table", true)]
    [InlineData("mail-unreachable", true)]
    [InlineData("poison-job", true)]
    [InlineData("out-of-date", true)]
    [InlineData("mail-silent", true)]
    public void A_shop_that_is_choked_loses_orders_instead_of_delaying_them_and_the_verdict_says_so(string cause, bool isCheaper)
    {
        var account = Account(
            Played.Of("lab-4-worker-failure", cause),
            [new("resize-pool", new Dictionary<string, string> { ["connections"] = "1" })]
        );
        var line = Assert.Single(account.Lines);

        Assert.Equal(isCheaper, line.IsTradeOff);
        Assert.Equal(isCheaper ? ActionEffect.Helped : ActionEffect.Harmed, line.Effect);
        Assert.True(line.LeftOut.LostOrders <= -1000);
        Assert.Equal(1, line.NeedlessRisks);
    }

    [Fact]
    public void A_risky_action_does_not_hide_behind_many_free_ones()
    {
        var actions = Enumerable
            .Range(0, 60)
            .Select(number => new ShopInput(
                number + 1,
                TimeSpan.FromSeconds(number * 10),
                number % 20 == 7 ? "restart-redis" : "run-smoke-tests",
                new Dictionary<string, string>()
            ))
            .ToList();
        var run = new RecordedRun(Played.Of("lab-4-worker-failure", "locked-table").Situation, [], actions);

        var groups = run.Groups(24);
        Assert.InRange(groups.Count, 4, 24);
        Assert.Equal(actions, groups.SelectMany(group => group));
        Assert.All(groups.Where(group => group.Any(input => input.Action == "restart-redis")), group => Assert.Single(group));
        Assert.Equal(3, groups.Count(group => group[0].Action == "restart-redis"));
        Assert.Equal(60, run.Groups(60).Count);
        Assert.InRange(run.Groups(2).Count, 1, 2);
    }

    static IEnumerable<MitigationStep> Off(Played played) =>
        played.Given.Select(input => new MitigationStep("disable-experiment", input.Arguments));

    static List<MitigationStep> Shotgun(Played played, bool rightLast)
    {
        var siblings = BlindActions
            .Siblings(played.Situation.Scenario, played.Cause)
            .DistinctBy(step => $"{step.Action} {string.Join(' ', step.Arguments)}");
        return [.. Off(played), .. rightLast ? siblings.Concat(played.Cause.Mitigations) : played.Cause.Mitigations.Concat(siblings)];
    }

    /// <summary>The steps one after the other from the page on, as fast as the operations lead may.</summary>
    static RunAccount Account(Played played, IEnumerable<MitigationStep> steps, IEnumerable<MitigationStep>? inSecondAct = null)
    {
        var course = played.AtPage();
        var free = course.Shop.Now;
        Press(steps);
        while (inSecondAct is not null && course.Shop.Truth().SecondActAt is null && course.Shop.Now < played.Situation.Horizon)
            course.LiveTo(course.Shop.Now + TimeSpan.FromSeconds(1));
        Press(inSecondAct ?? []);
        course.LiveTo(played.Situation.Horizon);
        var taken = course.End().Taken;
        var inputs = taken.Where(one => one.Answer.Accepted).Select((one, place) => one.Input with { Sequence = place + 1 });
        var refused = taken.Where(one => one.Answer.Refusal == InputRefusal.NotNow).Select(one => one.Input.Action);
        return new Accountant(
            RecordedRun.Of(played.Situation, inputs) with
            {
                RefusedActions = [.. refused],
            },
            (_, _) => { },
            TestContext.Current.CancellationToken,
            SharedCourses.Known
        ).Compute();

        void Press(IEnumerable<MitigationStep> all)
        {
            foreach (var step in all)
            {
                if (Occupation.Risky.Contains(step.Action))
                {
                    course.LiveTo(free > course.Shop.Now ? free : course.Shop.Now);
                    free = course.Shop.Now + Occupation.Of(course.Shop.Actions.First(one => one.Name == step.Action));
                }

                course.Take([step]);
            }
        }
    }
}
