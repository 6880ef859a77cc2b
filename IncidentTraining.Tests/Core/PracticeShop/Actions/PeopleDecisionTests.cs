using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Proofs;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Tests.Core.PracticeShop.Scenarios;

namespace IncidentTraining.Tests.Core.PracticeShop.Actions;

/// <summary>A decision of a person in the channel changes the shop, and is not an action of the responders.</summary>
[Trait("Speed", "slow")]
public class PeopleDecisionTests
{
    const string Newsletter = "newsletter";

    [Fact]
    public void A_newsletter_that_is_held_in_time_never_goes_out()
    {
        var shop = Shop();
        Assert.True(Hold(shop, 80).Accepted);
        shop.Run(600);
        Assert.DoesNotContain(shop.EventsAfter(0), happened => happened.Subject == Newsletter);
        Assert.Equal(20, Rate(shop));
    }

    [Fact]
    public void A_newsletter_that_is_held_after_it_went_out_ebbs_within_two_minutes()
    {
        var shop = Shop();
        shop.AdvanceTo(TimeSpan.FromSeconds(300));
        Assert.Single(shop.EventsAfter(0), happened => happened.Subject == Newsletter);
        Assert.Equal(84, Rate(shop));
        Assert.True(Hold(shop, 300).Accepted);
        shop.Run(60);
        Assert.InRange(Rate(shop), 51, 53);
        shop.Run(62);
        Assert.Equal(20, Rate(shop));
        shop.Run(300);
        Assert.Equal(20, Rate(shop));
    }

    [Fact]
    public void A_run_without_a_decision_is_what_it_was()
    {
        var (one, other) = (Shop(), Shop());
        one.Run(500);
        other.Run(500);
        Assert.Equal(one.Digest(), other.Digest());
        var held = Shop();
        Hold(held, 100);
        held.Run(400);
        Assert.NotEqual(one.Digest(), held.Digest());
    }

    [Theory]
    [InlineData("hold", "newspaper", InputRefusal.BadArgument)]
    [InlineData("inform", "paypal", InputRefusal.BadArgument)]
    [InlineData("release", Newsletter, InputRefusal.BadArgument)]
    [InlineData("hold", Newsletter, InputRefusal.None)]
    [InlineData("inform", "paylane", InputRefusal.None)]
    public void A_decision_names_a_message_of_the_scenario_or_a_provider_and_is_made_once(string kind, string subject, InputRefusal refusal)
    {
        var shop = Shop();
        Assert.Equal(refusal, shop.Apply(Decision(long.MaxValue - 2, 200, (kind, subject))).Refusal);
        if (refusal == InputRefusal.None)
            Assert.Equal(InputRefusal.NotNow, shop.Apply(Decision(long.MaxValue - 1, 210, (kind, subject))).Refusal);
    }

    [Fact]
    public void Responders_cannot_take_it_as_an_action()
    {
        var shop = Shop();
        Assert.False(shop.Knows(PeopleDecisions.Action));
        Assert.DoesNotContain(shop.Actions, action => action.Name == PeopleDecisions.Action);
    }

    [Fact]
    public void A_provider_that_is_informed_says_sooner_on_its_page_what_is_true_and_nothing_that_is_not()
    {
        var troubled = Labs
            .All.SelectMany(lab => lab.RootCauses.Select(cause => (lab, cause)))
            .Select(pair => (pair.lab, pair.cause, At: NoticeAt(pair.lab, pair.cause.Id, inform: false)))
            .Where(one => one.At is not null)
            .ToList();
        Assert.NotEmpty(troubled);
        foreach (var (lab, cause, at) in troubled)
            Assert.InRange((at!.Value - NoticeAt(lab, cause.Id, inform: true)!.Value).TotalMinutes, 5, 7);

        var quiet = Labs.Scenario("lab-1-high-latency");
        Assert.Null(NoticeAt(quiet, quiet.RootCauses[0].Id, inform: true));
    }

    [Fact]
    public void A_decision_is_given_in_every_other_course_of_the_run()
    {
        var ct = TestContext.Current.CancellationToken;
        var situation = new Situation(Lab1.Scenario, Lab1.SeedOf("pool-too-small"), TimeSpan.FromMinutes(12));
        var asked = new ShopInput(
            1,
            TimeSpan.FromSeconds(60),
            "enable-experiment",
            new Dictionary<string, string> { ["experiment"] = Lab1.Experiment }
        );
        var decision = Decision(2, 100, ("hold", Newsletter));
        var resized = new ShopInput(3, TimeSpan.FromSeconds(400), "resize-pool", new Dictionary<string, string> { ["connections"] = "20" });

        var run = RecordedRun.Of(situation, [asked, decision, resized]);

        Assert.Equal([asked, decision], run.Given);
        Assert.Equal([resized], run.Actions);
        // Without any action the newsletter is still held, so there is less harm than if it is sent.
        Assert.True(Course.Play(situation, run.Given, ct).Cents < Course.Play(situation, [asked], ct).Cents);
    }

    static TimeSpan? NoticeAt(Scenario lab, string cause, bool inform)
    {
        var shop = ShopSimulation.Create(lab, ScenarioProof.SeedOf(lab, Labs.Cause(lab.Id, cause)));
        if (inform)
            Assert.True(shop.Apply(Decision(1, 5, ("inform", "paylane"))).Accepted);
        shop.AdvanceTo(Labs.Begin(lab.Id, cause) + TimeSpan.FromMinutes(20));
        return shop.StatusPages().Single(page => page.Id == "paylane").Notices is [.., var first] ? first.At : null;
    }

    static double Rate(ShopSimulation shop) => shop.System.Customers.Rate.At(shop.System.Kernel.Now);

    static ShopSimulation Shop()
    {
        var shop = ShopSimulation.Create(Lab1.Scenario, Lab1.SeedOf("slow-release"));
        shop.AdvanceTo(TimeSpan.FromSeconds(60));
        Assert.True(shop.Do("enable-experiment", "experiment", Lab1.Experiment).Accepted);
        return shop;
    }

    static InputAnswer Hold(ShopSimulation shop, int second) => shop.Apply(Decision(long.MaxValue / 2, second, ("hold", Newsletter)));

    static ShopInput Decision(long sequence, int second, (string Kind, string Subject) what) =>
        new(sequence, TimeSpan.FromSeconds(second), PeopleDecisions.Action, new Dictionary<string, string> { [what.Kind] = what.Subject });
}
