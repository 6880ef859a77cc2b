using IncidentTraining.Core.PracticeShop;
using IncidentTraining.Core.PracticeShop.Simulation;
using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>An ended run, rebuilt and set to any of its moments.</summary>
[Trait("Speed", "slow")]
public sealed class ReplayTests : IDisposable
{
    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_replay_ends_with_the_very_telemetry_that_was_sealed_with_the_run()
    {
        var trainee = await EndedRunAsync();
        using var replay = (await OpenAsync(trainee)).Value;
        Assert.True(await replay.SeekAsync(replay.Length, Ct));
        await using var db = await _bench.Portal.OpenDatabaseAsync();
        var archive = await db.Set<RunArchive>().SingleAsync(a => a.RunId == trainee.RunId, Ct);
        Assert.Equal(archive.Open().Digest, await replay.DigestAsync(Ct));
    }

    [Fact]
    public async Task Whichever_way_a_moment_is_reached_the_views_show_the_same()
    {
        var trainee = await EndedRunAsync();
        using var replay = (await OpenAsync(trainee)).Value;
        var moment = TimeSpan.FromSeconds(70);
        Assert.True(await replay.SeekAsync(moment, Ct));
        var straight = await replay.DigestAsync(Ct);
        Assert.True(await replay.SeekAsync(replay.Length, Ct));
        Assert.NotEqual(straight, await replay.DigestAsync(Ct));
        Assert.True(await replay.SeekAsync(moment, Ct));
        Assert.Equal((moment, straight), (replay.At, await replay.DigestAsync(Ct)));
        Assert.True((await replay.Window.ReadAsync(shop => shop.Experiments(), Ct))!.Single(e => e.Id == LabBench.Chaos).Enabled);
        Assert.True(await replay.SeekAsync(TimeSpan.FromSeconds(30), Ct));
        Assert.False((await replay.Window.ReadAsync(shop => shop.Experiments(), Ct))!.Single(e => e.Id == LabBench.Chaos).Enabled);
    }

    [Fact]
    public async Task A_moment_outside_the_run_is_its_nearest_end()
    {
        var trainee = await EndedRunAsync();
        using var replay = (await OpenAsync(trainee)).Value;
        await replay.SeekAsync(TimeSpan.FromDays(1), Ct);
        Assert.Equal(replay.Length, replay.At);
        await replay.SeekAsync(TimeSpan.FromSeconds(-5), Ct);
        Assert.Equal(TimeSpan.Zero, replay.At);
    }

    [Fact]
    public async Task Who_looks_at_a_replay_is_told_when_it_was_set_to_another_moment()
    {
        var trainee = await EndedRunAsync();
        using var replay = (await OpenAsync(trainee)).Value;
        var told = 0;
        replay.Window.Moved += () => told++;
        await replay.SeekAsync(TimeSpan.FromSeconds(10), Ct);
        Assert.Equal(1, told);
    }

    [Fact]
    public async Task A_run_that_goes_on_cannot_be_replayed()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(RefusalKind.Conflict, (await OpenAsync(trainee)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_replay_is_seen_by_the_responder_and_the_staff_of_the_class_only()
    {
        var trainee = await EndedRunAsync();
        foreach (
            var (who, sees) in (IEnumerable<(string, bool)>)
                [
                    ("demo-trainee-1", true),
                    ("demo-instructor", true),
                    ("demo-facilitator", true),
                    ("demo-trainee-2", false),
                    ("demo-administrator", false),
                ]
        )
        {
            var outcome = await _bench.Get<OpenReplay>().RunAsync(await _bench.Portal.ActorAsync(who), trainee.RunId, Ct);
            Assert.Equal(sees, outcome.Succeeded);
            if (!sees)
            {
                Assert.Equal(RefusalKind.NotFound, outcome.Refusal?.Kind);
            }
        }
    }

    [Fact]
    public async Task A_crew_mate_scrubs_the_replay_like_the_one_who_started_the_run_and_a_classmate_outside_the_crew_does_not()
    {
        var starter = await _bench.StartAsync(asTeam: true);
        var mate = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-2"), starter.RunId);
        Assert.Null((await mate.JoinAsync()).Refusal);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await starter.FinishAsync()).Succeeded);

        using var replay = (await OpenAsync(mate)).Value;
        Assert.True(await replay.SeekAsync(TimeSpan.FromSeconds(40), Ct));
        Assert.NotEmpty((await replay.Window.ReadAsync(shop => shop.Logs(new ShopLogQuery()), Ct))!.Lines);
        var outsider = new Responder(_bench, await _bench.Portal.ActorAsync("demo-trainee-3"), starter.RunId);
        Assert.Equal(RefusalKind.NotFound, (await OpenAsync(outsider)).Refusal?.Kind);
    }

    [Fact]
    public async Task A_run_of_an_older_engine_is_not_replayed_wrongly()
    {
        var trainee = await EndedRunAsync();
        await using (var db = await _bench.Portal.OpenDatabaseAsync())
        {
            await db.Set<LabRun>()
                .Where(r => r.Id == trainee.RunId)
                .ExecuteUpdateAsync(r => r.SetProperty(x => x.EngineVersion, ShopSimulation.EngineVersion - 1), Ct);
        }

        var refused = await OpenAsync(trainee);
        Assert.Equal(RefusalKind.Conflict, refused.Refusal?.Kind);
        Assert.Contains("accurately", refused.Refusal?.Message, StringComparison.Ordinal);
    }

    private Task<Outcome<RunReplay>> OpenAsync(Responder responder) =>
        _bench.Get<OpenReplay>().RunAsync(responder.Actor, responder.RunId, Ct);

    private async Task<Responder> EndedRunAsync()
    {
        var trainee = await _bench.StartAsync();
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.SwitchChaosAsync(on: true)).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(90));
        Assert.True((await trainee.ActAsync("resize-pool", ("connections", "22"))).Succeeded);
        await _bench.LiveAsync(TimeSpan.FromSeconds(60));
        Assert.True((await trainee.FinishAsync()).Succeeded);
        return trainee;
    }
}
