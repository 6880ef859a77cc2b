using IncidentTraining.Core.Live;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>A page rings for the first person, then also for the second, then also for the facilitator.</summary>
public sealed class PageTests : OnCallTest
{
    [Fact]
    public async Task A_page_rings_with_the_first_then_also_with_the_second_then_also_with_the_facilitator()
    {
        var (first, second) = await GoOnCallAsync();
        var facilitator = await Bench.Portal.ActorAsync("demo-facilitator");
        var outsider = await Bench.Portal.ActorAsync("demo-trainee-3");
        var page = await UntilPagedAsync(first);
        Assert.Equal([1, 0, 0, 0], await RingingAsync(first, second, facilitator, outsider));
        Assert.Equal(RefusalKind.NotFound, (await AckAsync(second, page.Id)).Refusal!.Kind);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 1, 0, 0], await RingingAsync(first, second, facilitator, outsider));
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 1, 1, 0], await RingingAsync(first, second, facilitator, outsider));
        Assert.Equal(RefusalKind.NotFound, (await AckAsync(outsider, page.Id)).Refusal!.Kind);
        Assert.Equal(page.RunId, (await AckAsync(second, page.Id)).Value);
        Assert.Equal([0, 0, 0, 0], await RingingAsync(first, second, facilitator, outsider));
        Assert.Equal(RefusalKind.Conflict, (await AckAsync(first, page.Id)).Refusal!.Kind);
        var log = (await Bench.EventsAsync(page.RunId)).Select(e => e.Kind).ToList();
        Assert.Equal(
            [1, 2, 1, 1],
            [
                Count(IncidentEventKind.Paged),
                Count(IncidentEventKind.PageEscalated),
                Count(IncidentEventKind.PageAcknowledged),
                Count(IncidentEventKind.Acknowledged),
            ]
        );

        int Count(IncidentEventKind kind) => log.Count(k => k == kind);
    }

    [Fact]
    public async Task A_page_goes_on_to_the_next_although_the_portal_was_down_when_its_time_came()
    {
        var (first, second) = await GoOnCallAsync();
        await UntilPagedAsync(first);
        ComeBackAfter(TimeSpan.FromMinutes(2));
        Assert.Equal([1, 0], await RingingAsync(first, second));
        await Bench.Get<OnCallWatch>().LookAsync(Ct);
        Assert.Equal([1, 1], await RingingAsync(first, second));
    }

    [Fact]
    public async Task The_page_comes_at_its_moment_and_not_when_the_shop_has_got_round_to_it()
    {
        var (first, _) = await GoOnCallAsync();
        var moment = await ToTheMomentAsync();
        await RoundAsync();
        var page = Assert.Single(await Bench.Get<MyPages>().RunAsync(first, Ct));
        Assert.InRange(page.RaisedAt, moment, moment + TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Whoever_acknowledges_has_the_incident_with_all_roles()
    {
        var (first, second) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(page.RunId, (await AckAsync(second, page.Id)).Value);
        var view = await new Responder(Bench, second, page.RunId).ViewAsync();
        Assert.Equal((4, IncidentPhase.Acknowledgement), (view.Me!.Roles.Count, view.Phase));
    }

    [Fact]
    public async Task An_incident_acknowledged_in_its_run_has_answered_its_page_and_calls_no_one_else()
    {
        var (first, second) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        Bench.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Null((await new Responder(Bench, first, page.RunId).AcknowledgeAsync()).Refusal);
        await PassAsync(TimeSpan.FromMinutes(10));
        Assert.Equal([0, 0, 0], await RingingAsync(first, second, await Bench.Portal.ActorAsync("demo-facilitator")));
        var shift = Assert.Single((await RotaAsync(first)).Shifts);
        Assert.True(shift.Steps[0].Done);
        Assert.InRange(shift.AnsweredAfter!.Value, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(35));
        Assert.Equal(PageLevel.Primary, shift.Level);
        var log = (await Bench.EventsAsync(page.RunId)).Select(e => e.Kind).ToList();
        Assert.Single(log, IncidentEventKind.PageAcknowledged);
        Assert.DoesNotContain(IncidentEventKind.PageEscalated, log);
    }

    [Fact]
    public async Task A_page_that_no_one_answered_is_silent_once_its_run_has_ended()
    {
        var (first, second) = await GoOnCallAsync();
        var facilitator = await Bench.Portal.ActorAsync("demo-facilitator");
        var page = await UntilPagedAsync(first);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.True(Assert.Single((await RotaAsync(first)).Shifts).IsRinging);
        var told = 0;
        using var _ = Bench
            .Get<LiveEvents>()
            .Subscribe<PagesChanged>(second.PersonId, _ => Task.FromResult(Interlocked.Increment(ref told)));
        Assert.Null((await Bench.Get<FinishRun>().RunAsync(first, page.RunId, Ct)).Refusal);
        await PassAsync(TimeSpan.FromMinutes(5));
        Assert.Equal([0, 0, 0], await RingingAsync(first, second, facilitator));
        Assert.Equal(1, told);
        var shift = Assert.Single((await RotaAsync(first)).Shifts);
        Assert.Equal((false, false, PageLevel.Secondary), (shift.IsRinging, shift.Steps[0].Done, shift.Level));
        Assert.Null(shift.AnsweredAfter);
        Assert.Single(await Bench.EventsAsync(page.RunId), e => e.Kind == IncidentEventKind.PageEscalated);
    }

    [Fact]
    public async Task A_second_click_of_the_person_who_acknowledged_leads_to_the_incident_and_changes_nothing()
    {
        var (first, _) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        Assert.Equal(page.RunId, (await AckAsync(first, page.Id)).Value);
        Bench.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(page.RunId, (await AckAsync(first, page.Id)).Value);
        var log = (await Bench.EventsAsync(page.RunId)).Select(e => e.Kind).ToList();
        Assert.Single(log, IncidentEventKind.PageAcknowledged);
        Assert.Single(log, IncidentEventKind.Acknowledged);
    }
}
