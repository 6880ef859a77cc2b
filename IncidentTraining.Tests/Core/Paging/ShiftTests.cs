using IncidentTraining.Core.Paging;
using IncidentTraining.Core.Response;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Paging;

/// <summary>A shift has its page within its window, even when the portal was down, and each person has one shift at a time.</summary>
[Trait("Speed", "slow")]
public sealed class ShiftTests : OnCallTest
{
    [Fact]
    public async Task A_shift_whose_moment_came_while_the_portal_was_down_has_its_page_after_the_start()
    {
        var (first, _) = await GoOnCallAsync();
        // No moment is later than ten seconds before the end.
        ComeBackAfter(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(9));
        await RoundAsync();
        Assert.Single(await Bench.Get<MyPages>().RunAsync(first, Ct));
    }

    [Fact]
    public async Task A_shift_that_ended_while_the_portal_was_down_pages_nobody_and_the_next_can_be_taken()
    {
        var (first, second) = await GoOnCallAsync();
        ComeBackAfter(TimeSpan.FromMinutes(30));
        await RoundAsync();
        Assert.Equal([0, 0], await RingingAsync(first, second));
        Assert.Equal(ShiftState.Quiet, Assert.Single((await RotaAsync(first)).Shifts).State);
        Assert.True(
            (
                await Bench.Get<TakeShift>().RunAsync(first, new(await Bench.Portal.CohortIdAsync(), first.PersonId, null, 30, 2), Ct)
            ).Succeeded
        );
    }

    [Fact]
    public async Task A_shift_whose_incident_had_begun_when_the_portal_went_down_pages_nobody_after_its_end()
    {
        var (first, second) = await GoOnCallAsync();
        await ToTheMomentAsync();
        await Bench.Get<OnCallWatch>().LookAsync(Ct);
        ComeBackAfter(TimeSpan.FromMinutes(30));
        await Bench.Get<ShopHost>().RecoverAsync(Ct);
        await Bench.Get<ShopHost>().StepAsync(Ct);
        await RoundAsync();
        Assert.Equal([0, 0], await RingingAsync(first, second));
        await using var db = await Bench.Portal.OpenDatabaseAsync();
        Assert.Equal(
            (ShiftState.Quiet, RunState.Closed),
            (await db.Set<OnCallShift>().Select(s => s.State).SingleAsync(Ct), await db.Set<LabRun>().Select(r => r.State).SingleAsync(Ct))
        );
    }

    public static TheoryData<string, string> EveryCause()
    {
        return new(SharedContent.Scenarios.All.SelectMany(scenario => scenario.RootCauses.Select(cause => (scenario.Id, cause.Id))));
    }

    [Theory]
    [MemberData(nameof(EveryCause))]
    public void Every_cause_pages_within_half_an_hour_when_nobody_touches_it(string scenarioId, string causeId)
    {
        Assert.NotNull(FirstPage.Of(SharedContent.Scenarios.Find(scenarioId)!, LabBench.SeedOf(scenarioId, causeId)));
    }

    [Fact]
    public async Task A_shift_of_one_minute_is_paged_in_that_minute_every_time()
    {
        var first = await Bench.Portal.ActorAsync("demo-trainee-1");
        for (var round = 0; round < 6; round++)
        {
            var shift = await Bench
                .Get<TakeShift>()
                .RunAsync(
                    first,
                    new(await Bench.Portal.CohortIdAsync(), first.PersonId, null, WindowMinutes: 1, EscalateAfterMinutes: 30),
                    Ct
                );
            var until = Bench.Time.GetUtcNow().UtcDateTime.AddMinutes(1);
            RingingPage? page = null;
            while (page is null && Bench.Time.GetUtcNow().UtcDateTime < until)
            {
                Bench.Time.Advance(TimeSpan.FromSeconds(1));
                await RoundAsync();
                page = (await Bench.Get<MyPages>().RunAsync(first, Ct)).SingleOrDefault();
            }

            Assert.True(page?.RaisedAt < until, $"Shift {round + 1} of {shift.Value}: {page?.RaisedAt:O}, until {until:O}");
            Assert.True((await AckAsync(first, page!.Id)).Succeeded);
            Assert.Null((await new Responder(Bench, first, page.RunId).FinishAsync()).Refusal);
        }
    }

    [Fact]
    public async Task The_five_steps_are_ticked_by_what_was_done()
    {
        var (first, _) = await GoOnCallAsync();
        var page = await UntilPagedAsync(first);
        Assert.All(Assert.Single((await RotaAsync(first)).Shifts).Steps, step => Assert.False(step.Done));
        Assert.True((await AckAsync(first, page.Id)).Succeeded);
        var responder = new Responder(Bench, first, page.RunId);
        Assert.Null((await responder.SetSeverityAsync(Severity.P1)).Refusal);
        Assert.Null((await responder.UpdateAsync()).Refusal);
        Assert.Equal([true, true, false, true, false], Assert.Single((await RotaAsync(first)).Shifts).Steps.Select(step => step.Done));
    }

    [Fact]
    public async Task One_shift_at_a_time_and_trainees_put_only_themselves_on_call()
    {
        var (first, second) = await GoOnCallAsync();
        var cohort = await Bench.Portal.CohortIdAsync();
        var take = Bench.Get<TakeShift>();
        Assert.Equal(RefusalKind.Conflict, (await take.RunAsync(first, new(cohort, first.PersonId, null, 30, 2), Ct)).Refusal!.Kind);
        Assert.Equal(RefusalKind.NotAllowed, (await take.RunAsync(first, new(cohort, second.PersonId, null, 30, 2), Ct)).Refusal!.Kind);
        Assert.True(
            (
                await take.RunAsync(await Bench.Portal.ActorAsync("demo-facilitator"), new(cohort, second.PersonId, null, 30, 2), Ct)
            ).Succeeded
        );
        Assert.Equal(
            RefusalKind.Invalid,
            (await take.RunAsync(first, new(cohort, first.PersonId, first.PersonId, 30, 2), Ct)).Refusal!.Kind
        );
        var shift = Assert.Single((await RotaAsync(first)).Shifts);
        var outsider = await Bench.Portal.ActorAsync("demo-trainee-3");
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
        var times = new ShiftTimes(
            from,
            from.AddMinutes(30) + ShiftTimes.Margin,
            from.AddMinutes(quietFrom) + ShiftTimes.Margin,
            from.AddMinutes(quietUntil),
            TimeSpan.FromMinutes(2)
        );
        Assert.Equal(minute, (times.At(share)!.Value - from).TotalMinutes, 3);
        Assert.Null(new ShiftTimes(from, from.AddMinutes(30), from, from.AddMinutes(30), TimeSpan.FromMinutes(2)).At(share));
    }
}
