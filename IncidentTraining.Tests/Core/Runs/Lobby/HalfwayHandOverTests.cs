using IncidentTraining.Core.Crews;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>At half of a lab's time a crew is asked to rotate its roles, if the class wants it.</summary>
[Trait("Speed", "slow")]
public sealed class HalfwayHandOverTests : IDisposable
{
    private static readonly CrewRules HandsOver = new(CommanderActsInPairs: false, HandsOverHalfway: true);

    private readonly LabBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task The_crew_is_asked_once_at_half_of_the_time_and_not_a_second_before()
    {
        await _bench.ChooseRulesAsync(HandsOver);
        var (first, second, _) = await _bench.StartCrewAsync();
        var half = (await first.ViewAsync()).Clock.Limit / 2;
        await _bench.LiveAsync(half - TimeSpan.FromSeconds(1));
        Assert.Equal(RoleRotation.NotAsked, (await first.ViewAsync()).Rotation);
        Assert.Equal(RefusalKind.Conflict, (await RotateAsync(first)).Refusal?.Kind);

        await _bench.LiveAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(RoleRotation.Asked, (await second.ViewAsync()).Rotation);
        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        var asked = Assert.Single(await _bench.EventsAsync(first.RunId), e => e.Kind == IncidentEventKind.RotationAsked);
        Assert.Equal(half, asked.At);
    }

    [Theory]
    [InlineData(false, true, null)]
    [InlineData(true, false, null)]
    [InlineData(true, true, 1)]
    public async Task No_crew_is_asked_without_the_setting_alone_or_in_a_rehearsal(bool isChosen, bool isCrew, int? rehearsalRate)
    {
        await _bench.ChooseRulesAsync(isChosen ? HandsOver : CrewRules.Usual);
        var first = await _bench.StartAsync(rehearsalRate: rehearsalRate, asTeam: true);
        if (isCrew)
        {
            Assert.Null((await new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), first.RunId).JoinAsync()).Refusal);
        }

        await _bench.LiveAsync(TimeSpan.FromMinutes(31));
        Assert.Equal(RoleRotation.NotAsked, (await first.ViewAsync()).Rotation);
        Assert.DoesNotContain(await _bench.EventsAsync(first.RunId), e => e.Kind == IncidentEventKind.RotationAsked);
    }

    [Fact]
    public async Task The_commander_rotates_all_roles_in_one_step_and_a_second_click_rotates_nothing()
    {
        var (first, second, third) = await AskedAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, second)).Refusal);
        Assert.Equal(RefusalKind.NotAllowed, (await RotateAsync(second)).Refusal?.Kind);
        var mates = (await first.ViewAsync()).Crew.Mates;
        Assert.Equal(first.Actor.PersonId, mates[0].PersonId);

        Assert.Null((await RotateAsync(first)).Refusal);
        var crew = (await third.ViewAsync()).Crew;
        var operator_ = mates.ToList().FindIndex(mate => mate.PersonId == second.Actor.PersonId);
        Assert.Equal(
            [mates[1].Name, mates[(operator_ + 1) % 3].Name, mates[1].Name, mates[1].Name],
            Enum.GetValues<IncidentRole>().Select(role => crew.HolderOf(role).Name)
        );
        var before = (await _bench.EventsAsync(first.RunId)).Count;
        Assert.Null((await RotateAsync(first)).Refusal);
        Assert.Equal(before, (await _bench.EventsAsync(first.RunId)).Count);
        // The new commander cannot rotate again.
        var commander = new Responder(_bench, new(mates[1].PersonId, false), first.RunId);
        Assert.Equal((null, before), ((await RotateAsync(commander)).Refusal, (await _bench.EventsAsync(first.RunId)).Count));
        Assert.Equal(RefusalKind.Conflict, (await KeepAsync(commander)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_crew_that_keeps_its_roles_says_so_on_the_timeline_and_is_not_asked_again()
    {
        var (first, second, _) = await AskedAsync();
        Assert.Equal(RefusalKind.NotAllowed, (await KeepAsync(second)).Refusal?.Kind);
        Assert.Null((await KeepAsync(first)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(2));
        var view = await first.ViewAsync();
        Assert.Equal((RoleRotation.Kept, 4), (view.Rotation, view.Me!.Roles.Count));
        Assert.Single(view.Timeline, e => e.Kind == IncidentEventKind.RotationKept);
        Assert.Single(view.Timeline, e => e.Kind == IncidentEventKind.RotationAsked);
        Assert.Equal(RefusalKind.Conflict, (await RotateAsync(first)).Refusal?.Kind);
    }

    [Fact]
    public async Task The_after_action_takes_the_words_of_the_person_who_held_the_role_and_not_of_who_pressed_the_button()
    {
        var (first, second, _) = await AskedAsync();
        Assert.Null((await first.SwitchChaosAsync(on: true)).Refusal);
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, second)).Refusal);
        await _bench.LiveAsync(TimeSpan.FromMinutes(3));
        Assert.Null((await second.TypeAsync("Still unknown: why the pool is full. I rolled nothing back.")).Refusal);
        Assert.Null((await RotateAsync(first)).Refusal);
        Assert.Equal(RefusalKind.NotAllowed, (await first.FinishAsync()).Refusal?.Kind);
        var crew = (await first.ViewAsync()).Crew;
        var commander = new Responder(_bench, new(crew.HolderOf(IncidentRole.Commander).PersonId, false), first.RunId);
        Assert.Null((await commander.AcknowledgeAsync()).Refusal);
        Assert.Null((await commander.SetSeverityAsync(IncidentTraining.Core.Response.Severity.P2)).Refusal);
        Assert.Null((await commander.FinishAsync()).Refusal);

        var passed = (await first.AfterActionAsync()).Value.Result!.HandOvers.Where(over => over.At >= TimeSpan.FromMinutes(32)).ToList();
        Assert.Equal(4, passed.Count);
        Assert.All(passed, over => Assert.Equal(over.Text.StartsWith("Operations lead", StringComparison.Ordinal), over.WithWords));
    }

    [Fact]
    public async Task Roles_that_a_helper_has_borrowed_stay_with_the_helper_and_with_all_of_them_nothing_is_rotated()
    {
        var (first, second, _) = await AskedAsync();
        var helper = new Responder(_bench, await _bench.Portal.ActorAsync("demo-facilitator"), first.RunId);
        var (ct, takeOver) = (TestContext.Current.CancellationToken, _bench.Get<IncidentTraining.Core.Response.TakeOver>());
        Assert.Null((await takeOver.OfferAsync(helper.Actor, first.RunId, null, ct)).Refusal);
        Assert.Null((await takeOver.AnswerAsync(first.Actor, first.RunId, true, ct)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await RotateAsync(helper)).Refusal?.Kind);
        Assert.Equal(RoleRotation.Asked, (await first.ViewAsync()).Rotation);

        Assert.Null((await takeOver.HandBackAsync(helper.Actor, first.RunId, ct)).Refusal);
        Assert.Null((await takeOver.OfferAsync(helper.Actor, first.RunId, IncidentRole.Scribe, ct)).Refusal);
        Assert.Null((await takeOver.AnswerAsync(first.Actor, first.RunId, true, ct)).Refusal);
        Assert.Null((await RotateAsync(first)).Refusal);
        var crew = (await second.ViewAsync()).Crew;
        Assert.Equal(helper.Actor.PersonId, crew.HolderOf(IncidentRole.Scribe).PersonId);
        Assert.Equal(first.Actor.PersonId, crew.Lent[IncidentRole.Scribe]);
        Assert.NotEqual(first.Actor.PersonId, crew.HolderOf(IncidentRole.Commander).PersonId);
    }

    private async Task<(Responder First, Responder Second, Responder Third)> AskedAsync()
    {
        await _bench.ChooseRulesAsync(HandsOver);
        var crew = await _bench.StartCrewAsync();
        await _bench.LiveAsync((await crew.First.ViewAsync()).Clock.Limit / 2);
        Assert.Equal(RoleRotation.Asked, (await crew.First.ViewAsync()).Rotation);
        return crew;
    }

    private Task<Outcome> RotateAsync(Responder who) =>
        _bench.Get<RotateRoles>().RunAsync(who.Actor, who.RunId, TestContext.Current.CancellationToken);

    private Task<Outcome> KeepAsync(Responder who) =>
        _bench.Get<RotateRoles>().KeepAsync(who.Actor, who.RunId, TestContext.Current.CancellationToken);
}
