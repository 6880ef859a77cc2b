using IncidentTraining.Core.Assessment;
using IncidentTraining.Core.Content;
using IncidentTraining.Core.Paging;
using IncidentTraining.Core.People;
using IncidentTraining.Core.PracticeShop.Scenarios;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>Exercise 3: an alert at a moment that no one knows pages the first, then the second, then the facilitator.</summary>
public sealed class OnCallTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private LabBench _bench;

    public OnCallTests() => _bench = new LabBench(_folder.Path);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_rings_with_the_first_then_also_with_the_second_then_also_with_the_facilitator()
    {
        var (first, second) = await GoOnCallAsync();
        var facilitator = await _bench.Portal.ActorAsync("demo-facilitator");
        var outsider = await _bench.Portal.ActorAsync("demo-trainee-3");
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
        var log = (await _bench.EventsAsync(page.RunId)).Select(e => e.Kind).ToList();
        Assert.Equal([1, 2, 1, 1], [Count(IncidentEventKind.Paged), Count(IncidentEventKind.PageEscalated), Count(IncidentEventKind.PageAcknowledged), Count(IncidentEventKind.Acknowledged)]);

        int Count(IncidentEventKind kind) => log.Count(k => k == kind);
    }

    [Fact]
    public async Task A_page_goes_on_to_the_next_although_the_portal_was_down_when_its_time_came()
    {
        var (first, second) = await GoOnCallAsync();
        await UntilPagedAsync(first);
        var time = _bench.Time;
        _bench.Dispose();
        time.Advance(TimeSpan.FromMinutes(2));

        _bench = new LabBench(_folder.Path, time);
        Assert.Equal([1, 0], await RingingAsync(first, second));
        await _bench.Get<OnCallWatch>().LookAsync(Ct);
        Assert.Equal([1, 1], await RingingAsync(first, second));
    }

    [Fact]
    public async Task A_shift_whose_moment_came_while_the_portal_was_down_has_its_page_after_the_start()
    {
        var (first, _) = await GoOnCallAsync();
        var time = _bench.Time;
        _bench.Dispose();
        // No moment is later than ten seconds before the end.
        time.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(9));
        _bench = new LabBench(_folder.Path, time);
        await RoundAsync();
        Assert.Single(await _bench.Get<MyPages>().RunAsync(first, Ct));
    }

    [Fact]
    public async Task A_shift_that_ended_while_the_portal_was_down_pages_nobody_and_the_next_can_be_taken()
    {
        var (first, second) = await GoOnCallAsync();
        var time = _bench.Time;
        _bench.Dispose();
        time.Advance(TimeSpan.FromMinutes(30));
        _bench = new LabBench(_folder.Path, time);
        await RoundAsync();
        Assert.Equal([0, 0], await RingingAsync(first, second));
        Assert.Equal(ShiftState.Quiet, Assert.Single((await RotaAsync(first)).Shifts).State);
        Assert.True((await _bench.Get<TakeShift>().RunAsync(first, new(await _bench.Portal.CohortIdAsync(), first.PersonId, null, 30, 2), Ct)).Succeeded);
    }

    [Fact]
    public async Task A_shift_whose_incident_had_begun_when_the_portal_went_down_pages_nobody_after_its_end()
    {
        var (first, second) = await GoOnCallAsync();
        await ToTheMomentAsync();
        await _bench.Get<OnCallWatch>().LookAsync(Ct);
        var time = _bench.Time;
        _bench.Dispose();
        time.Advance(TimeSpan.FromMinutes(30));
        _bench = new LabBench(_folder.Path, time);
        await _bench.Get<ShopHost>().RecoverAsync(Ct);
        await _bench.Get<ShopHost>().StepAsync(Ct);
        await RoundAsync();
        Assert.Equal([0, 0], await RingingAsync(first, second));
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        Assert.Equal((ShiftState.Quiet, RunState.Closed), (
            await db.Set<OnCallShift>().Select(s => s.State).SingleAsync(Ct), await db.Set<LabRun>().Select(r => r.State).SingleAsync(Ct)));
    }

    [Fact]
    public async Task The_page_comes_at_its_moment_and_not_when_the_shop_has_got_round_to_it()
    {
        var (first, _) = await GoOnCallAsync();
        var moment = await ToTheMomentAsync();
        await RoundAsync();
        var page = Assert.Single(await _bench.Get<MyPages>().RunAsync(first, Ct));
        Assert.InRange(page.RaisedAt, moment, moment + TimeSpan.FromSeconds(2));
    }

    public static TheoryData<string, string> EveryCause()
    {
        using var folder = new ContentFolder(RealContent.Directory, TimeProvider.System);
        return new(new RunScenarios(folder).All.SelectMany(scenario => scenario.RootCauses.Select(cause => (scenario.Id, cause.Id))));
    }

    [Theory]
    [MemberData(nameof(EveryCause))]
    public void Every_cause_pages_within_half_an_hour_when_nobody_touches_it(string scenarioId, string causeId)
    {
        using var folder = new ContentFolder(RealContent.Directory, TimeProvider.System);
        Assert.NotNull(FirstPage.Of(new RunScenarios(folder).Find(scenarioId)!, LabBench.SeedOf(scenarioId, causeId)));
    }

    [Fact]
    public async Task A_shift_of_one_minute_is_paged_in_that_minute_every_time()
    {
        var first = await _bench.Portal.ActorAsync("demo-trainee-1");
        for (var round = 0; round < 6; round++)
        {
            var shift = await _bench.Get<TakeShift>().RunAsync(first, new(await _bench.Portal.CohortIdAsync(), first.PersonId, null, WindowMinutes: 1, EscalateAfterMinutes: 30), Ct);
            var until = _bench.Time.GetUtcNow().UtcDateTime.AddMinutes(1);
            RingingPage? page = null;
            while (page is null && _bench.Time.GetUtcNow().UtcDateTime < until)
            {
                _bench.Time.Advance(TimeSpan.FromSeconds(1));
                await RoundAsync();
                page = (await _bench.Get<MyPages>().RunAsync(first, Ct)).SingleOrDefault();
            }

            Assert.True(page?.RaisedAt < until, $"Shift {round + 1} of {shift.Value}: {page?.RaisedAt:O}, until {until:O}");
            Assert.True((await AckAsync(first, page!.Id)).Succeeded);
            Assert.Null((await new Responder(_bench, first, page.RunId).FinishAsync()).Refusal);
        }
    }

    [Fact]
    public async Task Whoever_acknowledges_has_the_incident_with_all_roles()
    {
        var (first, second) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        await PassAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(page.RunId, (await AckAsync(second, page.Id)).Value);
        var view = await new Responder(_bench, second, page.RunId).ViewAsync();
        Assert.Equal((4, IncidentPhase.Acknowledgement), (view.Me!.Roles.Count, view.Phase));
    }

    [Fact]
    public async Task Nothing_that_those_on_call_can_read_says_when_or_what_before_the_page()
    {
        var (first, _) = await GoOnCallAsync();
        await ToTheMomentAsync();
        await _bench.Get<OnCallWatch>().LookAsync(Ct);
        await using var check = await _bench.Portal.OpenDatabaseAsync();
        Assert.Equal(ShiftState.Called, (await check.Set<OnCallShift>().SingleAsync(Ct)).State);
        var shift = Assert.Single((await RotaAsync(first)).Shifts);
        Assert.Equal((ShiftState.Waiting, null), (shift.State, shift.RunId));
        var labs = (await _bench.Get<MyRuns>().RunAsync(first, await _bench.Portal.CohortIdAsync(), Ct)).Value.Labs;
        Assert.All(labs, lab => Assert.Empty(lab.Runs));
    }

    [Fact]
    public async Task Nothing_about_an_on_call_incident_tells_which_lab_was_drawn_before_it_has_ended()
    {
        var (first, _) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        Assert.True((await AckAsync(first, page.Id)).Succeeded);
        var responder = new Responder(_bench, first, page.RunId);
        foreach (var looked in ShopViews.All)
        {
            Assert.Null((await responder.LookAsync(looked)).Refusal);
        }

        await _bench.LiveAsync(TimeSpan.FromMinutes(1));
        var (scenario, view) = (await ScenarioAsync(page.RunId), await responder.ViewAsync());
        Assert.Equal((OnCallBrief.Title, OnCallBrief.Objective, OnCallBrief.Briefing), (view.Title, view.Objective, view.Briefing));
        Assert.Empty(view.Signs.Concat(view.Investigations.Select(check => check.Title)).Concat(view.Components.Select(one => one.Title)));
        Assert.Equal(Enum.GetNames<ResponseStep>(), view.Steps.Select(step => step.Id));
        Assert.DoesNotContain(view.Timeline, entry => entry.Kind == IncidentEventKind.LabStepDone);
        var welcome = scenario.Injects.Where(inject => inject.Trigger == InjectTrigger.Start).Select(inject => inject.Text).ToList();
        Assert.NotEmpty(welcome);
        Assert.DoesNotContain(view.Timeline, entry => welcome.Contains(entry.Text));
        var labs = (await _bench.Get<MyRuns>().RunAsync(first, await _bench.Portal.CohortIdAsync(), Ct)).Value.Labs;
        Assert.All(labs, lab => Assert.Empty(lab.Runs));

        // The candidates are a hint, of every lab and by title: a list of the drawn lab's would name the lab.
        var foreign = _bench.Get<RunScenarios>().All.SelectMany(one => one.RootCauses).First(cause => scenario.RootCauses.All(own => own.Id != cause.Id));
        IReadOnlyList<FaultClaim> claims = [foreign.Claims()[0] with { StartedBy = FaultOrigin.Nothing }];
        Assert.Null((await responder.SetSeverityAsync(Severity.P2)).Refusal);
        Assert.Null((await responder.DeclareAsync(claims, "A fault of another lab can be declared too.")).Refusal);
        Assert.Equal(claims, (await responder.ViewAsync()).Declared!.Claims);
        await _bench.LiveAsync(TimeSpan.FromMinutes(8));
        Assert.Null((await responder.TakeHintAsync(HintLevel.Candidates)).Refusal);
        Assert.Equal(
            HintPolicy.Candidates([.. _bench.Get<RunScenarios>().All.SelectMany(one => one.RootCauses).Select(cause => new CauseChoice(cause.Id, cause.Title)).OrderBy(cause => cause.Title, StringComparer.Ordinal)]),
            Assert.Single((await responder.ViewAsync()).Hints.Taken));

        Assert.Null((await responder.FinishAsync()).Refusal);
        Assert.Equal(FaultClaim.WordsOf(claims), (await responder.AfterActionAsync()).Value.DeclaredCause);
        Assert.Equal((scenario.Title, scenario.Briefing), ((await responder.ViewAsync()).Title, (await responder.ViewAsync()).Briefing));
        labs = (await _bench.Get<MyRuns>().RunAsync(first, await _bench.Portal.CohortIdAsync(), Ct)).Value.Labs;
        Assert.Single(labs.SelectMany(lab => lab.Runs));
    }

    [Fact]
    public void The_on_call_brief_has_no_word_of_a_lab()
    {
        using var folder = new ContentFolder(RealContent.Directory, TimeProvider.System);
        var brief = $"{OnCallBrief.Title} {OnCallBrief.Objective} {OnCallBrief.Briefing}";
        foreach (var word in (string[])["latency", "slow", "payment", "database", "worker", "queue", "experiment", "game day", "two things", "Redis", "gateway"])
        {
            Assert.DoesNotContain(word, brief, StringComparison.OrdinalIgnoreCase);
        }

        Assert.All(new RunScenarios(folder).All, scenario => Assert.NotEqual(OnCallBrief.Briefing, scenario.Briefing));
    }

    [Fact]
    public async Task The_five_steps_are_ticked_by_what_was_done()
    {
        var (first, _) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        Assert.All(Assert.Single((await RotaAsync(first)).Shifts).Steps, step => Assert.False(step.Done));
        Assert.True((await AckAsync(first, page.Id)).Succeeded);
        var responder = new Responder(_bench, first, page.RunId);
        Assert.Null((await responder.SetSeverityAsync(Severity.P1)).Refusal);
        Assert.Null((await responder.UpdateAsync()).Refusal);
        Assert.Equal([true, true, false, true, false], Assert.Single((await RotaAsync(first)).Shifts).Steps.Select(step => step.Done));
    }

    [Fact]
    public async Task One_shift_at_a_time_and_trainees_put_only_themselves_on_call()
    {
        var (first, second) = await GoOnCallAsync();
        var cohort = await _bench.Portal.CohortIdAsync();
        var take = _bench.Get<TakeShift>();
        Assert.Equal(RefusalKind.Conflict, (await take.RunAsync(first, new(cohort, first.PersonId, null, 30, 2), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await take.RunAsync(first, new(cohort, second.PersonId, null, 30, 2), Ct)).Refusal!.Kind);
        Assert.True((await take.RunAsync(await _bench.Portal.ActorAsync("demo-facilitator"), new(cohort, second.PersonId, null, 30, 2), Ct)).Succeeded);
        Assert.Equal(RefusalKind.Invalid, (await take.RunAsync(first, new(cohort, first.PersonId, first.PersonId, 30, 2), Ct)).Refusal!.Kind);
        var shift = Assert.Single((await RotaAsync(first)).Shifts);
        var outsider = await _bench.Portal.ActorAsync("demo-trainee-3");
        Assert.Equal(RefusalKind.NotFound, (await take.CancelAsync(outsider, shift.Id, Ct)).Refusal!.Kind);
        Assert.Null((await take.CancelAsync(first, shift.Id, Ct)).Refusal);
        Assert.True((await take.RunAsync(first, new(cohort, first.PersonId, null, 30, 2), Ct)).Succeeded);
    }

    [Theory]
    [InlineData(0, 10, 20, 0)]
    [InlineData(0.75, 10, 20, 25)]
    [InlineData(0.249, 10, 20, 4.98)]
    [InlineData(1, 10, 20, 30)]
    [InlineData(0.5, 40, 50, 15)]
    public void The_moment_lies_in_the_window_and_never_in_the_quiet_period(double share, int quietFrom, int quietUntil, double minute)
    {
        var from = new DateTime(2026, 3, 2, 9, 0, 0, DateTimeKind.Utc);
        // The margin before the end and before the quiet period is added here, so that the shares fall on round minutes.
        var times = new ShiftTimes(from, from.AddMinutes(30) + ShiftTimes.Margin, from.AddMinutes(quietFrom) + ShiftTimes.Margin, from.AddMinutes(quietUntil), TimeSpan.FromMinutes(2));
        Assert.Equal(minute, (times.At(share)!.Value - from).TotalMinutes, 3);
        Assert.Null(new ShiftTimes(from, from.AddMinutes(30), from, from.AddMinutes(30), TimeSpan.FromMinutes(2)).At(share));
    }

    private async Task<Scenario> ScenarioAsync(Guid runId)
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var run = await db.Set<LabRun>().SingleAsync(r => r.Id == runId, Ct);
        return _bench.Get<RunScenarios>().Find(run.ScenarioId)!;
    }

    private async Task<(Actor First, Actor Second)> GoOnCallAsync()
    {
        var first = await _bench.Portal.ActorAsync("demo-trainee-1");
        var second = await _bench.Portal.ActorAsync("demo-trainee-2");
        var taken = await _bench.Get<TakeShift>().RunAsync(
            first, new(await _bench.Portal.CohortIdAsync(), first.PersonId, second.PersonId, 30, EscalateAfterMinutes: 2), Ct);
        Assert.Null(taken.Refusal);
        return (first, second);
    }

    /// <summary>
    /// Lets time pass until the incident of the shift has paged someone. It goes to the moment itself: steps of half a minute pass
    /// over a moment that lies in the last half minute of the shift.
    /// </summary>
    private async Task<RingingPage> UntilPagedAsync(Actor first)
    {
        await ToTheMomentAsync();
        for (var round = 0; round < 10; round++)
        {
            await RoundAsync();
            if (await _bench.Get<MyPages>().RunAsync(first, Ct) is [var page])
            {
                return page;
            }

            _bench.Time.Advance(TimeSpan.FromSeconds(1));
        }

        throw new InvalidOperationException("No one was paged within ten seconds of the moment.");
    }

    /// <summary>Lets time pass until the moment of the one shift that waits.</summary>
    private async Task<DateTime> ToTheMomentAsync()
    {
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var firesAt = (await db.Set<OnCallShift>().SingleAsync(Ct)).FiresAt;
        _bench.Time.Advance(firesAt - _bench.Time.GetUtcNow().UtcDateTime);
        return firesAt;
    }

    /// <summary>One round of the portal's loops.</summary>
    private async Task RoundAsync()
    {
        await _bench.Get<OnCallWatch>().LookAsync(Ct);
        await _bench.Get<ShopHost>().StepAsync(Ct);
    }

    private async Task PassAsync(TimeSpan time)
    {
        _bench.Time.Advance(time);
        await _bench.Get<OnCallWatch>().LookAsync(Ct);
    }

    private async Task<IReadOnlyList<int>> RingingAsync(params IReadOnlyList<Actor> people)
    {
        var counts = new List<int>();
        foreach (var person in people)
        {
            counts.Add((await _bench.Get<MyPages>().RunAsync(person, Ct)).Count);
        }

        return counts;
    }

    private Task<Outcome<Guid>> AckAsync(Actor who, Guid pageId) => _bench.Get<AcknowledgePage>().RunAsync(who, pageId, Ct);

    private async Task<Rota> RotaAsync(Actor who) => (await _bench.Get<ReadRota>().RunAsync(who, await _bench.Portal.CohortIdAsync(), Ct)).Value;

    public void Dispose()
    {
        _bench.Dispose();
        _folder.Dispose();
    }
}
