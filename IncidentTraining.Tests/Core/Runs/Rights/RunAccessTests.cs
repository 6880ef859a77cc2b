using IncidentTraining.Core.Crews;
using IncidentTraining.Core.People;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Who may see, work on and join a run, and which runs belong to a person, checked against the database.</summary>
public sealed class RunAccessTests : IAsyncLifetime
{
    private const string Unknown = "There is no such run, or it is not yours.";
    private const string WatchOnly = "Only the crew can act in this run. You can watch it.";

    private RightsBench _bench = null!;

    private static CancellationToken Ct => RightsBench.Ct;

    public async ValueTask InitializeAsync() => _bench = await RightsBench.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task The_crew_and_the_staff_of_the_class_see_a_run_and_for_others_it_does_not_exist()
    {
        var run = await _bench.RunAsync(_bench.Ana, joined: [_bench.Ben]);
        await _bench.RunAsync(_bench.Cleo);
        foreach (var actor in new[] { _bench.Ana, _bench.Ben, _bench.Instructor, _bench.Facilitator })
        {
            Assert.Null(await AskAsync(RunAccess.MaySeeAsync, actor, run.Id));
        }

        foreach (var actor in new[] { _bench.Cleo, _bench.Stranger, _bench.Administrator })
        {
            Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MaySeeAsync, actor, run.Id));
        }

        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MaySeeAsync, _bench.Ana, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task The_crew_works_a_run_and_staff_are_told_that_they_may_watch()
    {
        var run = await _bench.RunAsync(_bench.Ana, joined: [_bench.Ben], helpers: [_bench.Facilitator]);
        foreach (var actor in new[] { _bench.Ana, _bench.Ben, _bench.Facilitator })
        {
            Assert.Null(await AskAsync(RunAccess.MayWorkAsync, actor, run.Id));
        }

        Assert.Equal((RefusalKind.NotAllowed, WatchOnly), await AskAsync(RunAccess.MayWorkAsync, _bench.Instructor, run.Id));
        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MayWorkAsync, _bench.Cleo, run.Id));
        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MayWorkAsync, _bench.Ana, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Whoever_has_left_the_class_has_left_its_runs()
    {
        var run = await _bench.RunAsync(_bench.Ana, joined: [_bench.Stranger]);
        await _bench.ReadAsync(db => db.Set<Membership>().Where(m => m.PersonId == _bench.Ana.PersonId).ExecuteDeleteAsync(Ct));
        foreach (var actor in new[] { _bench.Ana, _bench.Stranger })
        {
            Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MaySeeAsync, actor, run.Id));
            Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MayWorkAsync, actor, run.Id));
        }
    }

    [Fact]
    public async Task In_an_archived_class_staff_watch_and_nobody_works()
    {
        var run = await _bench.RunAsync(_bench.Ana, isTeam: true, helpers: [_bench.Facilitator]);
        await _bench.ArchiveAsync();

        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MaySeeAsync, _bench.Ana, run.Id));
        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MayJoinAsync, _bench.Ben, run.Id));
        Assert.Null(await AskAsync(RunAccess.MaySeeAsync, _bench.Facilitator, run.Id));
        var refused = await _bench.ChangeAsync(db => RunAccess.MayWorkAsync(db, _bench.Facilitator, run.Id, Ct));
        Assert.StartsWith("This class is archived", refused.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trainees_of_the_class_may_join_a_run_that_was_started_for_a_team()
    {
        var (team, solo) = (await _bench.RunAsync(_bench.Ana, isTeam: true), await _bench.RunAsync(_bench.Ana));
        foreach (var actor in new[] { _bench.Ana, _bench.Ben })
        {
            Assert.Null(await AskAsync(RunAccess.MayJoinAsync, actor, team.Id));
            Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MayJoinAsync, actor, solo.Id));
        }

        Assert.Equal(
            (RefusalKind.NotAllowed, "Only trainees of the class can do this."),
            await AskAsync(RunAccess.MayJoinAsync, _bench.Instructor, team.Id)
        );
        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MayJoinAsync, _bench.Stranger, team.Id));
        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.MayJoinAsync, _bench.Ben, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task A_verb_with_a_right_of_its_own_asks_only_whether_there_is_the_run()
    {
        var run = await _bench.RunAsync(_bench.Ana);
        Assert.Null(await AskAsync(RunAccess.AnybodyAsync, _bench.Stranger, run.Id));
        Assert.Equal((RefusalKind.NotFound, Unknown), await AskAsync(RunAccess.AnybodyAsync, _bench.Stranger, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task The_run_itself_is_handed_out_to_whom_it_is_visible_and_to_work_on_to_its_crew()
    {
        var run = await _bench.RunAsync(_bench.Ana);
        var other = await _bench.RunAsync(_bench.Ben);

        Assert.Equal(run.Id, (await _bench.ReadAsync(db => db.RequireVisibleRunAsync(_bench.Instructor, run.Id, Ct))).Value.Id);
        Assert.Equal(run.Id, (await _bench.ReadAsync(db => db.RequireOwnRunAsync(_bench.Ana, run.Id, Ct))).Value.Id);
        Assert.Equal(Unknown, (await _bench.ReadAsync(db => db.RequireVisibleRunAsync(_bench.Ana, other.Id, Ct))).Refusal!.Message);
        Assert.Equal(WatchOnly, (await _bench.ReadAsync(db => db.RequireOwnRunAsync(_bench.Instructor, run.Id, Ct))).Refusal!.Message);
    }

    [Fact]
    public async Task What_is_told_after_the_end_is_told_after_the_end()
    {
        var run = await _bench.RunAsync(_bench.Ana);
        Assert.Equal((RefusalKind.Conflict, "Wait for its end."), Of(await EndedAsync(_bench.Ana)));
        Assert.Equal((RefusalKind.NotFound, Unknown), Of(await EndedAsync(_bench.Ben)));
        await _bench.Storage.ChangeAsync<LabRun>(run.Id, one => one.Finish(RightsBench.Now.AddMinutes(5)));

        Assert.Equal(run.Id, (await EndedAsync(_bench.Ana)).Value.Id);
        Assert.Equal((RefusalKind.NotFound, Unknown), Of(await EndedAsync(_bench.Ben)));

        Task<Outcome<LabRun>> EndedAsync(Actor actor) =>
            _bench.ReadAsync(db => db.RequireEndedRunAsync(actor, run.Id, "Wait for its end.", Ct));
    }

    [Fact]
    public async Task Someones_runs_are_those_they_started_or_joined_and_not_those_they_helped_in()
    {
        var (own, joined) = (await _bench.RunAsync(_bench.Ana), await _bench.RunAsync(_bench.Ben, isTeam: true, joined: [_bench.Ana]));
        var helped = await _bench.RunAsync(_bench.Ben, helpers: [_bench.Ana]);
        await _bench.RunAsync(_bench.Cleo, joined: [_bench.Ben]);

        Assert.Equal(
            new[] { own.Id, joined.Id }.Order(),
            (await _bench.ReadAsync(db => db.RunsOf(_bench.Ana.PersonId).Select(run => run.Id).ToListAsync(Ct))).Order()
        );
        Assert.True(await IsOfCrewAsync(_bench.Ana, own));
        Assert.True(await IsOfCrewAsync(_bench.Ana, joined));
        Assert.True(await IsOfCrewAsync(_bench.Ana, helped));
        Assert.False(await IsOfCrewAsync(_bench.Cleo, helped));
        // In the crew of another run.
        Assert.False(await IsOfCrewAsync(_bench.Ben, own));

        Task<bool> IsOfCrewAsync(Actor actor, LabRun run) => _bench.ReadAsync(db => db.IsOfCrewAsync(actor, run, Ct));
    }

    [Fact]
    public async Task The_open_run_of_a_lab_is_of_that_lab_and_class_goes_on_and_is_no_shift()
    {
        await _bench.RunAsync(_bench.Ana, pageId: "lab-2");
        await _bench.RunAsync(_bench.Ana, cohortId: _bench.OtherCohortId);
        await _bench.RunAsync(_bench.Ana, shiftId: Guid.CreateVersion7());
        await _bench.RunAsync(_bench.Ben);
        var ended = await _bench.RunAsync(_bench.Ana);
        await _bench.Storage.ChangeAsync<LabRun>(ended.Id, run => run.Finish(RightsBench.Now.AddMinutes(5)));
        var closed = await _bench.RunAsync(_bench.Ana);
        await _bench.Storage.ChangeAsync<LabRun>(closed.Id, run => run.Close("It could not go on.", RightsBench.Now.AddMinutes(5)));
        Assert.Null(await OpenAsync());

        var open = await _bench.RunAsync(_bench.Ben, isTeam: true, joined: [_bench.Ana]);
        Assert.Equal(open.Id, await OpenAsync());
        await _bench.Storage.ChangeAsync<LabRun>(open.Id, run => run.Pause(RightsBench.Now.AddMinutes(5)));
        Assert.Equal(open.Id, await OpenAsync());

        Task<Guid?> OpenAsync() => _bench.ReadAsync(db => db.OpenRunOfAsync(_bench.Ana.PersonId, _bench.CohortId, RightsBench.Lab, Ct));
    }

    [Fact]
    public async Task A_kept_crew_finds_the_open_team_run_in_which_most_of_them_are_and_of_two_the_earlier()
    {
        await _bench.RunAsync(_bench.Ana);
        await _bench.RunAsync(_bench.Ana, isTeam: true, rehearsalRate: 10);
        await _bench.RunAsync(_bench.Ana, isTeam: true, pageId: "lab-2");
        await _bench.RunAsync(_bench.Ana, isTeam: true, cohortId: _bench.OtherCohortId);
        await _bench.RunAsync(_bench.Stranger, isTeam: true, helpers: [_bench.Ana]);
        await _bench.RunAsync(_bench.Stranger, isTeam: true, joined: [_bench.Instructor]);
        var ended = await _bench.RunAsync(_bench.Ana, isTeam: true);
        await _bench.Storage.ChangeAsync<LabRun>(ended.Id, run => run.Finish(RightsBench.Now.AddMinutes(5)));
        Assert.Null(await OpenAsync());

        var late = await _bench.RunAsync(_bench.Stranger, isTeam: true, startedAfter: 2, joined: [_bench.Ben]);
        Assert.Equal(late.Id, await OpenAsync());
        var early = await _bench.RunAsync(_bench.Ana, isTeam: true, startedAfter: 1);
        Assert.Equal(early.Id, await OpenAsync());
        // Two crew members, one of whom has started it.
        var most = await _bench.RunAsync(_bench.Cleo, isTeam: true, startedAfter: 3, joined: [_bench.Ben]);
        Assert.Equal(most.Id, await OpenAsync());
        await _bench.Storage.ChangeAsync<LabRun>(most.Id, run => run.Pause(RightsBench.Now.AddMinutes(5)));
        Assert.Equal(most.Id, await OpenAsync());

        Task<Guid?> OpenAsync() => _bench.ReadAsync(db => db.OpenRunOfCrewAsync(Crew(), _bench.CohortId, RightsBench.Lab, Ct));

        KeptCrew Crew() =>
            new(1, [.. new[] { _bench.Ana, _bench.Ben, _bench.Cleo }.Select(actor => new KeptMate(actor.PersonId, "Someone"))]);
    }

    private static (RefusalKind, string) Of<T>(Outcome<T> outcome) => (outcome.Refusal!.Kind, outcome.Refusal.Message);

    private async Task<(RefusalKind, string)?> AskAsync(RunRight right, Actor actor, Guid runId)
    {
        var outcome = await _bench.ReadAsync(db => right(db, actor, runId, Ct));
        return outcome.Succeeded ? null : (outcome.Refusal.Kind, outcome.Refusal.Message);
    }
}
