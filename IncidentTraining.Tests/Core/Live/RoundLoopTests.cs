using System.Threading.Channels;
using IncidentTraining.Core.Live;
using IncidentTraining.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace IncidentTraining.Tests.Core.Live;

/// <summary>What the loops that work in rounds have in common.</summary>
public sealed class RoundLoopTests
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    private readonly Clock _time = new();
    private readonly List<string> _log = [];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_begins_when_its_time_has_passed_and_not_before()
    {
        using var loop = await StartedAsync((_, _) => Task.CompletedTask);

        _time.Advance(Every - TimeSpan.FromTicks(1));
        Assert.False(loop.Rounds.TryRead(out _));

        _time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(1, await loop.Rounds.ReadAsync(Ct));
    }

    [Fact]
    public async Task A_failed_round_is_logged_and_the_next_one_follows()
    {
        using var loop = await StartedAsync((round, _) => round == 1 ? throw new InvalidOperationException("broken") : Task.CompletedTask);

        _time.Advance(Every);
        Assert.Equal(1, await loop.Rounds.ReadAsync(Ct));
        _time.Advance(Every);
        Assert.Equal(2, await loop.Rounds.ReadAsync(Ct));

        Assert.Equal("A round of Loop failed; the next one tries again.", Assert.Single(_log));
    }

    [Fact]
    public async Task The_end_of_the_portal_ends_a_round_in_the_middle_and_is_no_failure()
    {
        using var loop = await StartedAsync((_, ct) => Task.Delay(Timeout.Infinite, ct));

        _time.Advance(Every);
        Assert.Equal(1, await loop.Rounds.ReadAsync(Ct));
        await loop.StopAsync(Ct);

        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Empty(_log);
    }

    private async Task<Loop> StartedAsync(Func<int, CancellationToken, Task> work)
    {
        var loop = new Loop(work, _time, _log);
        await loop.StartAsync(Ct);
        await _time.TimerMade.WaitAsync(Ct);
        return loop;
    }

    /// <summary>A clock that tells when the loop has begun to wait: the host starts it on another thread.</summary>
    private sealed class Clock : FakeTimeProvider
    {
        private readonly TaskCompletionSource _made = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task TimerMade => _made.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _made.TrySetResult();
            return timer;
        }
    }

    private sealed class Loop(Func<int, CancellationToken, Task> work, TimeProvider time, List<string> log)
        : RoundLoop(Every, time, NotedLog.Logger(log))
    {
        private readonly Channel<int> _rounds = Channel.CreateUnbounded<int>();
        private int _begun;

        /// <summary>The numbers of the rounds, as they begin.</summary>
        public ChannelReader<int> Rounds => _rounds.Reader;

        protected override async Task RoundAsync(CancellationToken ct)
        {
            var round = ++_begun;
            await _rounds.Writer.WriteAsync(round, ct);
            await work(round, ct);
        }
    }
}
