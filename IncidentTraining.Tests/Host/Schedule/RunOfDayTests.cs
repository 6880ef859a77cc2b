using IncidentTraining.Core.Live;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Schedule;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static IncidentTraining.Tests.Host.Schedule.Facilitating;

namespace IncidentTraining.Tests.Host.Schedule;

public sealed class RunOfDayTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private readonly TemporaryFolder _data = new();
    private readonly PortalFactory _portal;

    public RunOfDayTests() => _portal = new PortalFactory(_data.Path) { Time = _time };

    public void Dispose()
    {
        _portal.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task Labs_have_the_minutes_of_the_specification()
    {
        var desk = await OfAsync(_portal);
        var labs = (await desk.DayAsync())
            .Sessions.SelectMany(s => s.Activities)
            .Where(a => a.Id.StartsWith("lab-", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(7, labs.Count);
        Assert.All(labs, lab => Assert.Equal(lab.Id == Lab7 ? 30 : 60, lab.Minutes));
    }

    [Fact]
    public async Task A_restart_of_the_server_changes_nothing_about_the_deadline()
    {
        var desk = await OfAsync(_portal);
        Assert.True((await desk.StartAsync(Lab1)).Succeeded);
        _time.Advance(TimeSpan.FromMinutes(7));
        Assert.True((await desk.ExtendAsync(Lab1)).Succeeded);
        var before = await desk.ActivityAsync(Lab1);

        _time.Advance(TimeSpan.FromMinutes(3));
        await _portal.DisposeAsync();
        using var restarted = new PortalFactory(_data.Path) { Time = _time };
        var after = await (await OfAsync(restarted)).ActivityAsync(Lab1);

        Assert.Equal(ActivityState.Running, after.State);
        Assert.Equal(new DateTime(2026, 3, 2, 10, 5, 0, DateTimeKind.Utc), after.Deadline);
        Assert.Equal(before.Deadline, after.Deadline);
        Assert.Equal(TimeSpan.FromMinutes(55), after.Remaining);
    }

    [Fact]
    public async Task A_restart_during_a_pause_keeps_what_was_left()
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab7);
        _time.Advance(TimeSpan.FromSeconds(90));
        await desk.PauseAsync(Lab7);

        _time.Advance(TimeSpan.FromHours(2));
        await _portal.DisposeAsync();
        using var restarted = new PortalFactory(_data.Path) { Time = _time };
        var again = await OfAsync(restarted);
        Assert.True((await again.ResumeAsync(Lab7)).Succeeded);

        Assert.Equal(TimeSpan.FromMinutes(28.5), (await again.ActivityAsync(Lab7)).Remaining);
    }

    [Fact]
    public async Task A_class_does_one_activity_at_a_time()
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var second = await desk.StartAsync(Lab2);
        Assert.Equal(RefusalKind.Conflict, second.Refusal!.Kind);
        Assert.Contains("High Latency", second.Refusal.Message);

        await desk.FinishAsync(Lab1);
        Assert.True((await desk.StartAsync(Lab2)).Succeeded);
    }

    [Fact]
    public async Task Moving_on_finishes_one_and_starts_the_next_in_one_step()
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var actor = await _portal.ActorAsync("demo-facilitator");
        var outcome = await desk.Get<MoveOn>().RunAsync(actor, await desk.StepAsync(Lab1), Lab2, Ct);
        Assert.True(outcome.Succeeded);
        Assert.Equal(ActivityState.Finished, (await desk.ActivityAsync(Lab1)).State);
        Assert.Equal(Lab2, (await desk.DayAsync()).On!.Id);
    }

    [Fact]
    public async Task Moving_on_to_what_cannot_start_finishes_nothing()
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var actor = await _portal.ActorAsync("demo-facilitator");
        var outcome = await desk.Get<MoveOn>().RunAsync(actor, await desk.StepAsync(Lab1), "no-such-lab", Ct);
        Assert.Equal(RefusalKind.NotFound, outcome.Refusal!.Kind);
        Assert.Equal(ActivityState.Running, (await desk.ActivityAsync(Lab1)).State);
    }

    [Fact]
    public async Task Of_two_who_saw_the_same_clock_the_second_is_refused_and_changes_nothing()
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var seen = await desk.StepAsync(Lab1);
        var actor = await _portal.ActorAsync("demo-facilitator");
        Assert.True((await desk.Get<PauseActivity>().RunAsync(actor, seen, Ct)).Succeeded);

        var late = await desk.Get<FinishActivity>().RunAsync(actor, seen, Ct);
        Assert.Equal(RefusalKind.Conflict, late.Refusal!.Kind);
        Assert.Equal(ActivityState.Paused, (await desk.ActivityAsync(Lab1)).State);
    }

    [Theory]
    [InlineData("demo-trainee-1", RefusalKind.NotAllowed)]
    [InlineData("demo-instructor", RefusalKind.NotAllowed)]
    [InlineData("demo-administrator", RefusalKind.NotFound)]
    public async Task Nobody_but_the_facilitator_of_the_class_moves_its_clock_or_speaks_to_it(string userName, RefusalKind expected)
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var step = await desk.StepAsync(Lab1);
        var actor = await _portal.ActorAsync(userName);

        List<Outcome> attempts =
        [
            await desk.Get<StartActivity>().RunAsync(actor, new(desk.CohortId, Lab2), Ct),
            await desk.Get<PauseActivity>().RunAsync(actor, step, Ct),
            await desk.Get<ResumeActivity>().RunAsync(actor, step, Ct),
            await desk.Get<ExtendActivity>().RunAsync(actor, step, Ct),
            await desk.Get<FinishActivity>().RunAsync(actor, step, Ct),
            await desk.Get<MoveOn>().RunAsync(actor, step, Lab2, Ct),
            await desk.Get<Announce>().RunAsync(actor, new(desk.CohortId, "Go home"), Ct),
            await desk.Get<WithdrawAnnouncement>().RunAsync(actor, desk.CohortId, Ct),
        ];

        Assert.All(attempts, attempt => Assert.Equal(expected, attempt.Refusal?.Kind));
        Assert.Equal(step, await desk.StepAsync(Lab1));
        Assert.Null((await desk.DayAsync()).Announcement);
    }

    [Fact]
    public async Task A_facilitator_of_another_class_is_a_stranger()
    {
        var desk = await OfAsync(_portal);
        var foreign = await desk.Get<CreateClass>()
            .RunAsync(await _portal.ActorAsync("demo-administrator"), new("Another class", "day-4-incident-response", "Europe/London"), Ct);
        var actor = await _portal.ActorAsync("demo-facilitator");

        var start = await desk.Get<StartActivity>().RunAsync(actor, new(foreign.Value, Lab1), Ct);
        var read = await desk.Get<ReadDay>().RunAsync(actor, foreign.Value, Ct);

        Assert.Equal(RefusalKind.NotFound, start.Refusal!.Kind);
        Assert.Equal(RefusalKind.NotFound, read.Refusal!.Kind);
    }

    [Fact]
    public async Task Trainees_see_the_day_as_it_runs()
    {
        var desk = await OfAsync(_portal);
        await desk.StartAsync(Lab1);
        var trainee = await _portal.ActorAsync("demo-trainee-1");
        var day = (await desk.Get<ReadDay>().RunAsync(trainee, desk.CohortId, Ct)).Value;
        Assert.Equal(Lab1, day.On!.Id);
        Assert.Equal("Short break", day.Next!.Title);
        Assert.Equal(new TimeOnly(9, 0), day.Sessions[0].Activities[0].PlannedAt);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task An_empty_announcement_is_refused(string text)
    {
        var outcome = await (await OfAsync(_portal)).AnnounceAsync(text);
        Assert.Equal(RefusalKind.Invalid, outcome.Refusal!.Kind);
    }

    [Fact]
    public async Task An_announcement_that_nobody_could_read_from_the_back_is_refused()
    {
        var desk = await OfAsync(_portal);
        Assert.Equal(RefusalKind.Invalid, (await desk.AnnounceAsync(new string('x', Announce.MaxLength + 1))).Refusal!.Kind);
        Assert.True((await desk.AnnounceAsync(new string('x', Announce.MaxLength))).Succeeded);
    }

    [Fact]
    public async Task A_change_is_told_after_its_commit_and_a_refusal_is_not_told()
    {
        var desk = await OfAsync(_portal);
        var told = new List<(long Revision, string? On)>();
        using var subscription = _portal
            .Services.GetRequiredService<LiveEvents>()
            .Subscribe<ScheduleChanged>(desk.CohortId, async changed => told.Add((changed.Revision, (await desk.DayAsync()).On?.Id)));

        await desk.StartAsync(Lab1);
        await desk.StartAsync(Lab2);
        await desk.FinishAsync(Lab1);

        Assert.Equal([(1, Lab1), (2, null)], told);
    }
}
