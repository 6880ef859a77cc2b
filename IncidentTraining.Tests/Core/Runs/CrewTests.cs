using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Who works on a run together, and what only each role may do.</summary>
[Trait("Speed", "slow")]
public sealed class CrewTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LabBench _bench;

    private static readonly Dictionary<string, (IncidentRole[] Roles, Func<Responder, Task<Refusal?>> Do)> Duties = new()
    {
        ["severity"] = ([IncidentRole.Commander], async r => (await r.SetSeverityAsync(Severity.P1)).Refusal),
        ["declare"] = ([IncidentRole.Commander, IncidentRole.Operations], async r => (await r.DeclareAsync("pool-too-small")).Refusal),
        ["act"] = ([IncidentRole.Operations], async r => (await r.ActAsync("resize-pool", ("connections", "25"))).Refusal),
        ["publish"] = ([IncidentRole.Communications], async r => (await r.UpdateAsync()).Refusal),
        ["hint"] = ([IncidentRole.Commander], async r => (await r.TakeHintAsync()).Refusal),
        ["pause"] = ([IncidentRole.Commander], async r => (await r.PauseAsync()).Refusal),
        ["finish"] = ([IncidentRole.Commander], async r => (await r.FinishAsync()).Refusal),
    };

    public CrewTests() => _bench = new LabBench(_folder.Path);

    public static TheoryData<string, IncidentRole> EveryDutyForEveryRole() =>
        new(from duty in Duties.Keys from role in Enum.GetValues<IncidentRole>() select (duty, role));

    [Theory]
    [MemberData(nameof(EveryDutyForEveryRole))]
    public async Task What_a_role_does_is_refused_to_the_others_by_name_and_allowed_to_its_holder(string duty, IncidentRole role)
    {
        var (first, second, third) = await _bench.StartCrewAsync();
        // The second person holds only this role; all others are with the third.
        foreach (var other in Enum.GetValues<IncidentRole>().Where(r => r is not IncidentRole.Commander))
        {
            Assert.Null((await first.HandOverAsync(other, other == role ? second : third)).Refusal);
        }

        Assert.Null((await first.HandOverAsync(IncidentRole.Commander, role == IncidentRole.Commander ? second : third)).Refusal);
        Assert.Null((await (role == IncidentRole.Operations ? second : third).SwitchChaosAsync(on: true)).Refusal);
        Assert.Null((await first.AcknowledgeAsync()).Refusal);
        if (duty == "declare")
        {
            var commander = role == IncidentRole.Commander ? second : third;
            Assert.Null((await commander.SetSeverityAsync(Severity.P2)).Refusal);
        }

        if (duty == "hint")
        {
            // No hint is available before.
            await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        }

        var refusal = await Duties[duty].Do(second);
        if (Duties[duty].Roles.Contains(role))
        {
            Assert.Null(refusal);
        }
        else
        {
            Assert.Equal(RefusalKind.NotAllowed, refusal!.Kind);
            Assert.Contains("Tomoko Sato", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everybody_of_a_crew_sees_the_same_incident_and_each_may_acknowledge()
    {
        var (first, second, third) = await _bench.StartCrewAsync();
        Assert.True((await first.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Null((await third.AcknowledgeAsync()).Refusal);
        var views = await Task.WhenAll(first.ViewAsync(), second.ViewAsync(), third.ViewAsync());
        Assert.All(views, view => Assert.Equal(IncidentPhase.Acknowledgement, view.Phase));
        Assert.All(views, view => Assert.Equal(views[0].Timeline.Select(e => e.Number), view.Timeline.Select(e => e.Number)));
        Assert.Equal(["Tariq Aziz Khan", "Thea Novak", "Tomoko Sato"], views[1].Crew.Mates.Select(mate => mate.Name).Order());
        Assert.Equal("Tomoko Sato", views[0].Timeline.Single(e => e.Kind == IncidentEventKind.Acknowledged).From);
    }

    [Fact]
    public async Task Two_who_acknowledge_at_the_same_instant_are_one_who_did_and_one_who_is_told_so()
    {
        var (first, second, _) = await _bench.StartCrewAsync();
        Assert.True((await first.SwitchChaosAsync(on: true)).Succeeded);
        using var together = new Barrier(2);
        var outcomes = await Task.WhenAll(
            new[] { first, second }.Select(who =>
                Task.Run(() =>
                {
                    together.SignalAndWait(TestContext.Current.CancellationToken);
                    return who.AcknowledgeAsync();
                })
            )
        );
        Assert.Single(outcomes, outcome => outcome.Succeeded);
        Assert.Single(outcomes, outcome => outcome.Refusal?.Kind == RefusalKind.Conflict);
        Assert.Single((await first.ViewAsync()).Timeline, e => e.Kind == IncidentEventKind.Acknowledged);
    }

    [Fact]
    public async Task Two_who_act_on_the_shop_at_the_same_instant_both_do_and_in_one_order_that_a_restart_repeats()
    {
        var (first, second) = await _bench.StartPairAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        await Task.WhenAll(
            Task.Run(() => first.ActAsync("shed-traffic", ("percent", "10"))),
            Task.Run(() => second.ActAsync("shed-traffic", ("percent", "20")))
        );
        await _bench.LiveAsync(TimeSpan.FromSeconds(30));
        var before = await _bench.Get<ShopHost>().ReadAsync(first.RunId, shop => shop.Digest(), TestContext.Current.CancellationToken);
        await _bench.Portal.DisposeAsync();
        using var after = new LabBench(_bench.Portal.DataDirectory, _bench.Time);
        Assert.Equal(
            before,
            await after.Get<ShopHost>().ReadAsync(first.RunId, shop => shop.Digest(), TestContext.Current.CancellationToken)
        );
        var again = await new Responder(after, first.Actor, first.RunId).ViewAsync();
        Assert.Equal(2, again.Timeline.Count(e => e.Kind == IncidentEventKind.ActionStarted));
    }

    [Fact]
    public async Task A_handed_over_role_stands_on_the_timeline_and_only_its_holder_or_the_commander_gives_it()
    {
        var (first, second, third) = await _bench.StartCrewAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Scribe, second)).Refusal);
        var entry = (await first.ViewAsync()).Timeline.Single(e => e.Kind == IncidentEventKind.RoleHandedOver);
        Assert.Equal("Scribe: Tariq Aziz Khan → Thea Novak.", entry.Text);
        Assert.Equal(RefusalKind.NotAllowed, (await third.HandOverAsync(IncidentRole.Scribe, third)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await second.HandOverAsync(IncidentRole.Scribe, second)).Refusal!.Kind);
        Assert.Null((await second.HandOverAsync(IncidentRole.Scribe, third)).Refusal);
        Assert.Null((await first.HandOverAsync(IncidentRole.Scribe, first)).Refusal);
        var facilitator = new Responder(_bench, await _bench.Portal.ActorAsync("demo-facilitator"), first.RunId);
        Assert.Null((await facilitator.HandOverAsync(IncidentRole.Commander, second)).Refusal);
    }

    [Fact]
    public async Task A_run_without_a_crew_cannot_be_joined_and_staff_cannot_join_as_trainees()
    {
        var solo = await _bench.StartAsync();
        var classmate = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), solo.RunId);
        Assert.Equal(RefusalKind.NotFound, (await classmate.JoinAsync()).Refusal!.Kind);
        var team = await _bench.StartAsync("demo-trainee-3", asTeam: true);
        var instructor = new Responder(_bench, await _bench.Portal.ActorAsync("demo-instructor"), team.RunId);
        Assert.Equal(RefusalKind.NotAllowed, (await instructor.JoinAsync()).Refusal!.Kind);
        var busy = new Responder(_bench, solo.Actor, team.RunId);
        Assert.Contains("already have an open run", (await busy.JoinAsync()).Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_joined_finds_the_run_in_their_list_and_whoever_may_join_finds_the_crew()
    {
        var first = await _bench.StartAsync(asTeam: true);
        var second = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), first.RunId);
        Assert.Equal(first.RunId, Assert.Single((await LabAsync(second)).Crews).RunId);
        Assert.Null((await second.JoinAsync()).Refusal);
        var lab = await LabAsync(second);
        Assert.Empty(lab.Crews);
        Assert.Equal(first.RunId, lab.Open!.RunId);
        Assert.Null((await second.LeaveAsync()).Refusal);
        Assert.Null((await LabAsync(second)).Open);
    }

    private async Task<LabWithRuns> LabAsync(Responder who) =>
        (
            await _bench.Get<MyRuns>().RunAsync(who.Actor, await _bench.Portal.CohortIdAsync(), TestContext.Current.CancellationToken)
        ).Value.Labs.Single(l => l.Page.PageId == LabBench.Lab1);

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }
}
