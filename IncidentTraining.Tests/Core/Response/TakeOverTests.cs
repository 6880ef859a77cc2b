using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Response;

/// <summary>Staff take over one role or all with consent, act and write under their own name, and hand back what they took.</summary>
public sealed class TakeOverTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private TakeOver TakeOver => _bench.Get<TakeOver>();

    [Fact]
    public async Task One_role_is_taken_over_and_the_others_stay_where_they_are()
    {
        var (first, second, third) = await CrewAsync();
        var facilitator = await StaffAsync(first);
        Assert.Null((await TakeOver.OfferAsync(facilitator.Actor, first.RunId, IncidentRole.Operations, Ct)).Refusal);
        Assert.Equal(("Femi Larsen", IncidentRole.Operations), Offered(await first.ViewAsync()));
        Assert.Null((await TakeOver.AnswerAsync(first.Actor, first.RunId, true, Ct)).Refusal);
        Assert.Equal(
            [first.Actor.PersonId, facilitator.Actor.PersonId, third.Actor.PersonId, first.Actor.PersonId],
            await HoldersAsync(second)
        );
        Assert.True((await facilitator.SwitchChaosAsync(on: true)).Succeeded);
        Assert.Equal(RefusalKind.NotAllowed, (await facilitator.SetSeverityAsync(Severity.P1)).Refusal!.Kind);
        Assert.Contains(AuditAction.TookOver, await _bench.Portal.LoggedAsync(facilitator.Actor.PersonId));
    }

    [Fact]
    public async Task All_roles_are_handed_back_in_one_step_to_those_who_had_them()
    {
        var (first, second, _) = await CrewAsync();
        var before = await HoldersAsync(first);
        var facilitator = await StaffAsync(first);
        await TakeAsync(first, facilitator, null);
        Assert.All(await HoldersAsync(first), holder => Assert.Equal(facilitator.Actor.PersonId, holder));
        Assert.Null((await TakeOver.HandBackAsync(facilitator.Actor, first.RunId, Ct)).Refusal);
        Assert.Equal(before, await HoldersAsync(first));
        var entry = (await second.ViewAsync()).Timeline.Last(e => e.Kind == IncidentEventKind.RoleHandedOver);
        Assert.Equal(
            "Handed back: incident commander → Tariq Aziz Khan, operations lead → Thea Novak, communications lead → Tomoko Sato, scribe → Tariq Aziz Khan.",
            entry.Text
        );
        Assert.Equal("Femi Larsen", entry.From);
        Assert.Equal(RefusalKind.Conflict, (await TakeOver.HandBackAsync(facilitator.Actor, first.RunId, Ct)).Refusal!.Kind);
    }

    [Fact]
    public async Task A_member_takes_their_own_role_back_and_no_other()
    {
        var (first, second, third) = await CrewAsync();
        var facilitator = await StaffAsync(first);
        await TakeAsync(first, facilitator, IncidentRole.Operations);
        Assert.Equal(RefusalKind.NotAllowed, (await TakeOver.HandBackAsync(third.Actor, first.RunId, Ct)).Refusal!.Kind);
        Assert.Null((await TakeOver.HandBackAsync(second.Actor, first.RunId, Ct)).Refusal);
        Assert.Equal(second.Actor.PersonId, (await HoldersAsync(first))[1]);
    }

    [Fact]
    public async Task Other_staff_hand_back_for_a_helper_who_has_gone_away()
    {
        var (first, second, _) = await CrewAsync();
        await TakeAsync(first, await StaffAsync(first), IncidentRole.Operations);
        Assert.Null((await TakeOver.HandBackAsync((await StaffAsync(first, "demo-instructor")).Actor, first.RunId, Ct)).Refusal);
        Assert.Equal(second.Actor.PersonId, (await HoldersAsync(first))[1]);
    }

    [Fact]
    public async Task A_role_whose_holder_has_left_goes_back_to_the_person_who_started_the_run()
    {
        var (first, second, _) = await CrewAsync();
        var facilitator = await StaffAsync(first);
        await TakeAsync(first, facilitator, IncidentRole.Operations);
        Assert.Null((await second.LeaveAsync()).Refusal);
        Assert.Null((await TakeOver.HandBackAsync(facilitator.Actor, first.RunId, Ct)).Refusal);
        Assert.Equal(first.Actor.PersonId, (await HoldersAsync(first))[1]);
    }

    [Fact]
    public async Task A_role_that_the_helper_hands_to_somebody_for_good_is_not_handed_back()
    {
        var (first, _, third) = await CrewAsync();
        var facilitator = await StaffAsync(first);
        await TakeAsync(first, facilitator, IncidentRole.Operations);
        Assert.Null((await facilitator.HandOverAsync(IncidentRole.Operations, third)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await TakeOver.HandBackAsync(facilitator.Actor, first.RunId, Ct)).Refusal!.Kind);
        Assert.Equal(third.Actor.PersonId, (await HoldersAsync(first))[1]);
    }

    [Fact]
    public async Task Only_the_commander_answers_and_a_declined_helper_reads_who_declined()
    {
        var (first, second, _) = await CrewAsync();
        var facilitator = await StaffAsync(first);
        Assert.Null((await TakeOver.OfferAsync(facilitator.Actor, first.RunId, null, Ct)).Refusal);
        Assert.Equal(RefusalKind.NotAllowed, (await TakeOver.AnswerAsync(second.Actor, first.RunId, true, Ct)).Refusal!.Kind);
        Assert.Null((await TakeOver.AnswerAsync(first.Actor, first.RunId, false, Ct)).Refusal);
        var answer = (await facilitator.ViewAsync()).Timeline.Last(e => e.Kind == IncidentEventKind.TakeOverAnswered);
        Assert.Equal(
            ("Tariq Aziz Khan declined Femi Larsen's offer to take over all roles.", TakeOver.Declined),
            (answer.Text, answer.Subject)
        );
        Assert.Equal(RefusalKind.NotAllowed, (await facilitator.SwitchChaosAsync(on: true)).Refusal!.Kind);
    }

    [Fact]
    public async Task An_offer_can_be_withdrawn_by_whoever_made_it_and_made_again_after_a_hand_back()
    {
        var (first, _, _) = await CrewAsync();
        var (facilitator, instructor) = (await StaffAsync(first), await StaffAsync(first, "demo-instructor"));
        Assert.Null((await TakeOver.OfferAsync(facilitator.Actor, first.RunId, null, Ct)).Refusal);
        Assert.Equal(RefusalKind.Conflict, (await TakeOver.OfferAsync(instructor.Actor, first.RunId, null, Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Conflict, (await TakeOver.WithdrawAsync(instructor.Actor, first.RunId, Ct)).Refusal!.Kind);
        Assert.Null((await TakeOver.WithdrawAsync(facilitator.Actor, first.RunId, Ct)).Refusal);
        Assert.Null((await first.ViewAsync()).TakeOver);
        await TakeAsync(first, facilitator, null);
        Assert.Equal(RefusalKind.Conflict, (await TakeOver.OfferAsync(facilitator.Actor, first.RunId, null, Ct)).Refusal!.Kind);
        Assert.Null((await TakeOver.HandBackAsync(facilitator.Actor, first.RunId, Ct)).Refusal);
        await TakeAsync(first, facilitator, IncidentRole.Scribe);
    }

    [Fact]
    public async Task Neither_the_crew_nor_people_of_other_crews_offer_to_take_over()
    {
        var (first, second, _) = await CrewAsync();
        Assert.Equal(RefusalKind.Conflict, (await TakeOver.OfferAsync(second.Actor, first.RunId, null, Ct)).Refusal!.Kind);
        var stranger = await _bench.Portal.ActorAsync("demo-administrator");
        Assert.Equal(RefusalKind.NotFound, (await TakeOver.OfferAsync(stranger, first.RunId, null, Ct)).Refusal!.Kind);
        Assert.Equal(
            RefusalKind.Invalid,
            (await TakeOver.OfferAsync((await StaffAsync(first)).Actor, first.RunId, (IncidentRole)9, Ct)).Refusal!.Kind
        );
    }

    [Fact]
    public async Task Staff_who_watch_write_under_their_own_name_and_answer_nobody_for_the_crew()
    {
        var (first, _, _) = await CrewAsync();
        var facilitator = await StaffAsync(first);
        Assert.True(
            (
                await _bench
                    .Get<SendInject>()
                    .RunAsync(
                        facilitator.Actor,
                        new(
                            await _bench.Portal.CohortIdAsync(),
                            first.RunId,
                            "Noor",
                            "Who works on it?",
                            IncidentTraining.Core.PracticeShop.Scenarios.PromptReply.Message
                        ),
                        Ct
                    )
            ).Succeeded
        );
        Assert.True((await facilitator.TypeAsync("Look at the pool.")).Succeeded);
        var log = (await first.ViewAsync()).Timeline;
        var said = log.Single(e => e.Kind == IncidentEventKind.Said);
        Assert.Equal(("Femi Larsen", "Look at the pool.", PostMessage.Staff), (said.From, said.Text, said.Subject));
        var asked = log.Single(e => e.Subject == "inject");
        Assert.False(ScenarioPrompts.IsAnswered(asked, log));
        Assert.True((await first.TypeAsync("We do.")).Succeeded);
        log = (await first.ViewAsync()).Timeline;
        Assert.True(ScenarioPrompts.IsAnswered(asked, log));
        Assert.Equal(RefusalKind.NotAllowed, (await facilitator.TypeAsync("/ack")).Refusal!.Kind);
    }

    [Fact]
    public async Task A_run_is_not_the_work_of_the_helper_who_took_over()
    {
        var (first, _, _) = await CrewAsync();
        var facilitator = await StaffAsync(first);
        await TakeAsync(first, facilitator, null);
        Assert.DoesNotContain(
            (await _bench.Get<MyRuns>().RunAsync(facilitator.Actor, await _bench.Portal.CohortIdAsync(), Ct)).Value.Labs,
            lab => lab.Runs.Count > 0
        );
        Assert.False((await facilitator.ViewAsync()).IsMine);
        Assert.True((await first.ViewAsync()).IsMine);
    }

    /// <summary>The first person commands and is the scribe, the second works on the shop, the third communicates with customers.</summary>
    private async Task<(Responder First, Responder Second, Responder Third)> CrewAsync()
    {
        var (first, second, third) = await _bench.StartCrewAsync();
        Assert.Null((await first.HandOverAsync(IncidentRole.Operations, second)).Refusal);
        Assert.Null((await first.HandOverAsync(IncidentRole.Communications, third)).Refusal);
        return (first, second, third);
    }

    private async Task<Responder> StaffAsync(Responder crew, string userName = "demo-facilitator") =>
        new(_bench, await _bench.Portal.ActorAsync(userName), crew.RunId);

    private async Task TakeAsync(Responder commander, Responder helper, IncidentRole? role)
    {
        Assert.Null((await TakeOver.OfferAsync(helper.Actor, helper.RunId, role, Ct)).Refusal);
        Assert.Null((await TakeOver.AnswerAsync(commander.Actor, helper.RunId, true, Ct)).Refusal);
    }

    private static async Task<IReadOnlyList<Guid>> HoldersAsync(Responder who)
    {
        var crew = (await who.ViewAsync()).Crew;
        return [.. Enum.GetValues<IncidentRole>().Select(role => crew.HolderOf(role).PersonId)];
    }

    private static (string, IncidentRole?) Offered(RunView view) => (view.TakeOver!.Name, view.TakeOver.Role);

    public void Dispose() => _bench.Dispose();
}
