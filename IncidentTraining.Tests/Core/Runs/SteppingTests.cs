using IncidentTraining.Core.Runs;
using IncidentTraining.Tests.Support;

namespace IncidentTraining.Tests.Core.Runs;

/// <summary>Only running shops need resources: a paused one is not advanced, and a closed one is released.</summary>
public sealed class SteppingTests : IDisposable
{
    private const int Rounds = 200;

    private readonly LabBench _bench = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_paused_shop_processes_no_event_while_a_running_one_lives()
    {
        var (running, paused) = (await _bench.StartAsync(), await _bench.StartAsync("demo-trainee-2"));
        await _bench.LiveAsync(TimeSpan.FromSeconds(20));
        Assert.Null((await paused.PauseAsync()).Refusal);
        var before = (await EventsAsync(running), await EventsAsync(paused));

        await _bench.LiveAsync(TimeSpan.FromSeconds(30));

        Assert.True(await EventsAsync(running) > before.Item1 + 1000);
        Assert.Equal(before.Item2, await EventsAsync(paused));
    }

    [Fact]
    public async Task Rounds_over_paused_and_closed_shops_take_no_more_than_rounds_over_none()
    {
        var paused = await _bench.StartAsync();
        var closed = await _bench.StartAsync("demo-trainee-2");
        await _bench.LiveAsync(TimeSpan.FromSeconds(10));
        Assert.Null((await paused.PauseAsync()).Refusal);
        Assert.Null((await closed.FinishAsync()).Refusal);
        await RoundsAsync();

        // Not even an empty list or a sort: a second of a shop alone is some hundred events.
        Assert.InRange(await RoundsAsync() / Rounds, 0, 2_000);
        Assert.Null(await _bench.Get<ShopHost>().ReadAsync(closed.RunId, shop => shop.Digest(), Ct));
    }

    private async Task<long> RoundsAsync()
    {
        var host = _bench.Get<ShopHost>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(1));
            await host.StepAsync(Ct);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private async Task<long> EventsAsync(Responder responder) =>
        long.Parse(
            (await _bench.Get<ShopHost>().ReadAsync(responder.RunId, shop => $"{shop.EventsProcessed}", Ct))!,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
