using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>
/// The operations lead acts on the shop, and the incident commander does not, unless they are alone or the class allows it for pairs.
/// </summary>
public sealed class WhoActsTests : IDisposable
{
    private static readonly CrewRules CommanderActs = new(CommanderActsInPairs: true, HandsOverHalfway: false);

    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_commander_beside_an_operations_lead_is_refused_with_the_name_before_and_after_the_press()
    {
        var (first, second, third) = await _bench.StartCrewAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, second)).Refusal);
        var refusal = (await first.ActAsync("shed-traffic", ("percent", "10"))).Refusal!;
        Assert.Equal(RefusalKind.NotAllowed, refusal.Kind);
        Assert.StartsWith("Thea Novak is the operations lead and acts on the shop.", refusal.Message, StringComparison.Ordinal);
        var view = await first.ViewAsync();
        Assert.Equal((refusal.Message, false), (view.WhoActsInstead, view.MayActOnShop));
        Assert.Equal((null, true), ((await second.ViewAsync()).WhoActsInstead, (await second.ViewAsync()).MayActOnShop));
        Assert.Contains("operations lead (Thea Novak)", (await third.ViewAsync()).WhoActsInstead, StringComparison.Ordinal);
        // A refused action is not an input: the run is replayed without it.
        Assert.DoesNotContain(await _bench.EventsAsync(first.RunId), e => e.Kind == IncidentEventKind.ActionStarted);
        Assert.Null((await second.ActAsync("shed-traffic", ("percent", "10"))).Refusal);
        // After the end and in its replay there is nothing to act on.
        Assert.Null((await first.FinishAsync()).Refusal);
        Assert.Null((await first.ViewAsync()).WhoActsInstead);
    }

    [Fact]
    public async Task Someone_alone_and_someone_who_watches_are_told_nothing()
    {
        var alone = await _bench.StartAsync();
        Assert.Equal((null, true), ((await alone.ViewAsync()).WhoActsInstead, (await alone.ViewAsync()).MayActOnShop));
        Assert.Null((await alone.ActAsync("shed-traffic", ("percent", "10"))).Refusal);
        var watching = await new Responder(_bench, await _bench.Portal.ActorAsync("demo-instructor"), alone.RunId).ViewAsync();
        Assert.Equal((null, false), (watching.WhoActsInstead, watching.MayActOnShop));
    }

    [Fact]
    public async Task The_commander_of_a_pair_acts_only_where_the_class_wants_it_and_not_in_a_crew_of_three()
    {
        var (commander, operations) = await _bench.StartPairAsync();
        await _bench.ChooseRulesAsync(CrewRules.Usual);
        Assert.Equal(RefusalKind.NotAllowed, (await commander.ActAsync("shed-traffic", ("percent", "10"))).Refusal?.Kind);
        await _bench.ChooseRulesAsync(CommanderActs);
        Assert.Null((await commander.ActAsync("shed-traffic", ("percent", "10"))).Refusal);
        Assert.Null((await operations.ActAsync("shed-traffic", ("percent", "20"))).Refusal);

        var third = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-3"), commander.RunId);
        Assert.Null((await third.JoinAsync()).Refusal);
        Assert.Equal(RefusalKind.NotAllowed, (await commander.ActAsync("shed-traffic", ("percent", "30"))).Refusal?.Kind);
        Assert.False((await commander.ViewAsync()).MayActOnShop);
    }

    [Fact]
    public async Task A_pair_whose_third_role_holder_neither_commands_nor_operates_stays_refused()
    {
        var (commander, _) = await _bench.StartPairAsync();
        var facilitator = new Responder(_bench, await _bench.Portal.ActorAsync("demo-facilitator"), commander.RunId);
        Assert.Equal(RefusalKind.NotAllowed, (await facilitator.ActAsync("shed-traffic", ("percent", "10"))).Refusal?.Kind);
    }

    [Fact]
    public async Task When_the_operations_lead_leaves_the_class_the_commander_acts_again()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, second)).Refusal);
        Assert.NotNull((await first.ActAsync("shed-traffic", ("percent", "10"))).Refusal);
        Assert.Null(
            (
                await _bench
                    .Get<RemoveMember>()
                    .RunAsync(
                        await _bench.Portal.ActorAsync("demo-facilitator"),
                        await _bench.Portal.CohortIdAsync(),
                        second.Actor.PersonId,
                        Ct
                    )
            ).Refusal
        );
        Assert.True((await first.ViewAsync()).MayActOnShop);
        Assert.Null((await first.ActAsync("shed-traffic", ("percent", "10"))).Refusal);
    }

    [Fact]
    public async Task A_commander_whose_operations_lead_does_not_answer_takes_the_role_and_acts()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, second)).Refusal);
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, first)).Refusal);
        Assert.Null((await first.ActAsync("shed-traffic", ("percent", "10"))).Refusal);
        Assert.NotNull((await second.ActAsync("shed-traffic", ("percent", "20"))).Refusal);
    }

    [Fact]
    public async Task What_a_commander_did_while_they_might_is_played_again_after_the_rule_has_changed()
    {
        using var folder = new TemporaryFolder();
        string? before;
        Guid run;
        using (var bench = new LabBench(folder.Path))
        {
            var (commander, _) = await bench.StartPairAsync();
            run = commander.RunId;
            await bench.LiveAsync(TimeSpan.FromSeconds(10));
            Assert.Null((await commander.ActAsync("shed-traffic", ("percent", "40"))).Refusal);
            await bench.LiveAsync(TimeSpan.FromSeconds(30));
            await bench.ChooseRulesAsync(CrewRules.Usual);
            before = await bench.Get<ShopHost>().ReadAsync(run, shop => shop.Digest(), Ct);
            _bench.Time.SetUtcNow(bench.Time.GetUtcNow());
        }

        using var after = new LabBench(folder.Path, _bench.Time);
        Assert.NotNull(before);
        Assert.Equal(before, await after.Get<ShopHost>().ReadAsync(run, shop => shop.Digest(), Ct));
    }
}
