using IncidentTraining.Core.Results;
using IncidentTraining.Core.Runs;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>A run that follows the class's timer waits briefly when its time is over: the facilitator can still undo the end.</summary>
public sealed class ShopEndingTests : IAsyncLifetime
{
    private HostBench _bench = null!;

    private static CancellationToken Ct => HostBench.Ct;

    public async ValueTask InitializeAsync() => _bench = await HostBench.CreateAsync();

    public ValueTask DisposeAsync()
    {
        _bench.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task That_the_time_is_over_is_told_once_and_the_run_ends_only_after_the_delay()
    {
        var id = await FollowingAsync(TimeSpan.FromSeconds(20));
        var told = _bench.Hear<RunChanged>(id);
        // Past the first message of the lab: from here on nothing happens in the shop.
        await _bench.LiveAsync(17);
        told.Clear();

        Assert.Equal([0, 0, 1, 0, 0], await TellAsync(told, rounds: 5));
        Assert.Equal(RunState.Running, (await _bench.RunAsync(id)).State);

        await _bench.LiveAsync(LabRun.RevealDelay.TotalSeconds - 3);
        Assert.Equal(RunState.Running, (await _bench.RunAsync(id)).State);
        await _bench.LiveAsync(1);
        var run = await _bench.RunAsync(id);
        Assert.Equal((RunState.Finished, TimeSpan.FromSeconds(20)), (run.State, run.EndedAtVirtual));
    }

    [Fact]
    public async Task Time_that_the_class_adds_is_told_to_be_over_again()
    {
        var id = await FollowingAsync(TimeSpan.FromSeconds(20));
        await _bench.LiveAsync(22);
        await FollowAsync(id, TimeSpan.FromSeconds(3));
        var told = _bench.Hear<RunChanged>(id);
        Assert.Equal([0, 0, 1, 0], await TellAsync(told, rounds: 4));
    }

    [Fact]
    public async Task Nothing_that_is_committed_meanwhile_ends_it_sooner()
    {
        var id = await FollowingAsync(TimeSpan.FromSeconds(20));
        await _bench.LiveAsync(19);
        await EndIfDueAsync(id);
        _bench.Time.Advance(TimeSpan.FromSeconds(1));
        await EndIfDueAsync(id);
        Assert.Equal(RunState.Running, (await _bench.RunAsync(id)).State);
        _bench.Time.Advance(LabRun.RevealDelay);
        await EndIfDueAsync(id);
        Assert.Equal(RunState.Finished, (await _bench.RunAsync(id)).State);
    }

    [Theory]
    [InlineData("enable-experiment", false)]
    [InlineData("enable-experiment http-latency-500ms", false)]
    [InlineData("disable-experiment", true)]
    [InlineData("scale-workers", true)]
    [InlineData("scale-workers enable-experiment", true)]
    public void Every_action_but_the_one_that_switches_an_experiment_on_could_repair_something(string action, bool could) =>
        Assert.Equal(could, ShopInputs.IsMitigation(action));

    [Fact]
    public void An_action_is_the_same_whatever_order_its_arguments_came_in() =>
        Assert.Equal(
            "scale-workers\nhost=a\nworkers=4",
            LastAction.LineOf("scale-workers", new Dictionary<string, string> { ["workers"] = "4", ["host"] = "a" })
        );

    private async Task<Guid> FollowingAsync(TimeSpan left)
    {
        var id = await _bench.StartAsync();
        await FollowAsync(id, left);
        return id;
    }

    private async Task FollowAsync(Guid id, TimeSpan left) =>
        Assert.True(
            (
                await _bench.Host.RunByPortalAsync(
                    id,
                    session =>
                    {
                        session.Run.FollowTimer(left, session.Wall);
                        return Task.FromResult(Outcome.Done);
                    },
                    Ct
                )
            ).Succeeded
        );

    private async Task EndIfDueAsync(Guid id) =>
        Assert.True((await _bench.Host.RunByPortalAsync(id, session => Task.FromResult(RunEnding.EndWhenTimeIsUp(session)), Ct)).Succeeded);

    /// <summary>Number of change events of the run in each one-second round.</summary>
    private async Task<IReadOnlyList<int>> TellAsync(List<RunChanged> told, int rounds)
    {
        var counts = new List<int>();
        for (var round = 0; round < rounds; round++)
        {
            told.Clear();
            await _bench.LiveAsync(1);
            counts.Add(told.Count);
        }

        return counts;
    }
}
